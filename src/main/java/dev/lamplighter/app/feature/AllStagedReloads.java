package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoutes;
import dev.lamplighter.app.route.reload.RouteReload;
import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Holds the declarations of all features, read again.
 *
 * @param routes the routes that they need from the route files
 */
record AllStagedReloads(List<ReloadedWindows> each, RequiredRoutes routes) implements RouteReload.Declarations {
    @Override
    public List<Problem> mistakes() {
        return each.stream().flatMap(read -> read.mistakes().stream()).toList();
    }

    @Override
    public List<String> take() {
        return each.isEmpty()
                ? List.of("windows.yaml  read at the next start: the windows are set aside as a whole")
                : each.stream().flatMap(read -> read.take().stream()).toList();
    }
}
