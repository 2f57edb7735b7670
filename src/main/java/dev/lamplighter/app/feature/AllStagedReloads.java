package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.base.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the declarations of all features, read again.
 *
 * @param routes the routes that they need from the route files
 * @param hasWindows false while the windows are set aside as a whole
 */
record AllStagedReloads(List<StagedReload> each, RequiredRoutes routes, boolean hasWindows)
        implements RouteReload.Declarations {
    @Override
    public List<Problem> mistakes() {
        return each.stream().flatMap(read -> read.mistakes().stream()).toList();
    }

    @Override
    public List<String> take() {
        List<String> lines = new ArrayList<>();
        if (!hasWindows) {
            lines.add("windows.yaml  read at the next start: the windows are set aside as a whole");
        }
        each.forEach(read -> lines.addAll(read.take()));
        return lines;
    }
}
