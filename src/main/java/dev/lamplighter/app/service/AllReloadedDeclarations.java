package dev.lamplighter.app.service;

import dev.lamplighter.app.route.DeclaredRoutes;
import dev.lamplighter.app.route.RouteReload;
import dev.lamplighter.base.Problem;
import java.util.List;

/**
 * Holds what all features declare, read again.
 *
 * @param routes what they want of the route files then
 */
record AllReloadedDeclarations(List<ReloadedDeclarations> each, DeclaredRoutes routes)
        implements RouteReload.Declarations {
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
