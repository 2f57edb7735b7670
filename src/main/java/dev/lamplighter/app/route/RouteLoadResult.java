package dev.lamplighter.app.route;

import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;

/**
 * Reports the result of loading the route files.
 *
 * @param files files whose routes, templates and beans are in the context, as {@code routes/light.camel.yaml}, in the order
 *     in which they were loaded
 * @param routes ids of the routes in the context that came from files and templates, in the same order
 * @param problems one for each file or templated route that was set aside
 * @param warnings oddities without effect, such as an empty file
 * @param lost ids of the routes that were set aside, as far as they are known, and why
 */
public record RouteLoadResult(
        List<String> files,
        List<String> routes,
        List<Problem> problems,
        List<Problem> warnings,
        Map<String, Problem> lost) {
    public static final RouteLoadResult NOTHING =
            new RouteLoadResult(List.of(), List.of(), List.of(), List.of(), Map.of());

    public RouteLoadResult {
        files = List.copyOf(files);
        routes = List.copyOf(routes);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        lost = Map.copyOf(lost);
    }
}
