package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the results of loading the route files: the files and routes in the context, where each route is written, and
 * problems and warnings, which are logged as they occur. Only {@link #placeOf} may be called by several threads.
 */
final class RouteLoadRecord {
    private static final Logger LOG = LoggerFactory.getLogger(RouteLoadRecord.class);

    private final boolean silent;
    private final List<String> files = new ArrayList<>();
    private final List<String> routes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, Problem> lost = new HashMap<>();
    private final Map<String, String> places = new ConcurrentHashMap<>();

    /** @param silent whether problems and warnings are not logged, for a caller that prints them */
    RouteLoadRecord(boolean silent) {
        this.silent = silent;
    }

    /** What has been loaded and set aside so far. */
    RouteLoadResult result() {
        return new RouteLoadResult(files, routes, problems, warnings, lost);
    }

    void file(RouteFile file) {
        files.add(file.name());
    }

    void route(String id, String place) {
        routes.add(id);
        places.put(id, place);
    }

    /** Records where a route is written; for a route made from a template, the place of the template. */
    void place(String id, String place) {
        places.put(id, place);
    }

    boolean has(String route) {
        return routes.contains(route);
    }

    /** Records why a route is missing; the first reason is kept. */
    void lost(String route, Problem problem) {
        if (!has(route)) {
            lost.putIfAbsent(route, problem);
        }
    }

    Map<String, Problem> lost() {
        return lost;
    }

    void setAside(Problem problem) {
        if (!silent) {
            LOG.error("{}", problem.line());
        }
        problems.add(problem);
    }

    void warn(Problem problem) {
        if (!silent) {
            LOG.warn("{}", problem.line());
        }
        warnings.add(problem);
    }

    /** The place where the route of this id, or its template, is written; the id itself for a route from elsewhere. */
    String placeOf(String route) {
        return places.getOrDefault(route, route);
    }

    /** Replaces the content of this record with that of another one. */
    void take(RouteLoadRecord other) {
        replace(files, other.files);
        replace(routes, other.routes);
        replace(problems, other.problems);
        replace(warnings, other.warnings);
        lost.clear();
        lost.putAll(other.lost);
        places.clear();
        places.putAll(other.places);
    }

    private static <T> void replace(List<T> old, List<T> with) {
        old.clear();
        old.addAll(with);
    }
}
