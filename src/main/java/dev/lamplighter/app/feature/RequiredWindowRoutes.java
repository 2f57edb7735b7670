package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.edge.EdgeRouteFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists the routes that the windows of a windows.yaml need from the folder of routes. */
final class RequiredWindowRoutes {
    static final String RECONCILE = "windows-reconcile";
    private static final String OUTSIDE = "windows-outside";
    private static final String CALENDARS = "windows-calendars";
    private static final String SCALE = "windows-scale";
    private static final String DEADLINES = "windows-deadlines";

    /** The routes that are also in the jar; error configurations come before the routes that name them. */
    static final List<String> SHIPPED = Stream.concat(
                    Stream.of("ec2-errors", "window-due", DEADLINES, "ec2-dry-run"),
                    Stream.of(
                                    "start",
                                    "run",
                                    "stop",
                                    "hibernate",
                                    "drain",
                                    "terminate",
                                    "associate",
                                    "attach",
                                    "modify")
                            .flatMap(verb -> Stream.of("ec2-" + verb, "ec2-" + verb + "-call")))
            .toList();

    private RequiredWindowRoutes() {}

    /** The routes that are triggered at the edges of each window after {@code now}. */
    static List<TemplatedRoute> templated(ParsedWindowsFile file, Instant now) {
        return EdgeRouteFactory.of(file.windows(), now).stream()
                .map(edge -> new TemplatedRoute(edge.routeId(), edge.templateId(), edge.parameters()))
                .toList();
    }

    /** The routes that windows name as hooks. */
    static List<RequiredRoute> needed(ParsedWindowsFile file) {
        return file.windows().stream()
                .flatMap(window -> window.windowPolicy().hooks().all().stream())
                .map(RequiredWindowRoutes::needed)
                .toList();
    }

    private static RequiredRoute needed(Hook hook) {
        return new RequiredRoute(
                hook.route(),
                new Problem(
                        WindowProblemCode.NO_HOOK_ROUTE,
                        hook.place(),
                        "route \"" + hook.route() + "\"",
                        "no route in routes/ begins there",
                        "put a route that begins with from: " + hook.route() + " into routes/, or correct the name"));
    }

    /** The routes that the folder should contain if there are windows, and the problem when one is missing. */
    static Map<String, Problem> expected(ParsedWindowsFile file) {
        if (file.windows().isEmpty()) {
            return Map.of();
        }
        Map<String, Problem> expected = new TreeMap<>(Map.of(
                RECONCILE,
                missing(RECONCILE, "what a missed trigger of a window should have done is not made up for"),
                OUTSIDE,
                missing(OUTSIDE, "machines that run outside their windows are not reported"),
                DEADLINES,
                missing(
                        DEADLINES,
                        "deadlines that pass while EC2 doesn't answer are reported only after the timeout")));
        if (!file.fetched().isEmpty()) {
            expected.put(CALENDARS, missing(CALENDARS, "calendars at a URL are not fetched"));
        }
        if (file.windows().stream()
                .flatMap(window -> window.windowResources().launches().stream())
                .anyMatch(slot -> slot.scalePolicy().isPresent())) {
            String why = "the number of launched machines doesn't follow their load: the minimum is all that there is";
            List.of(SCALE, "cloudwatch-metrics").forEach(route -> expected.put(route, missing(route, why)));
        }
        return expected;
    }

    private static Problem missing(String route, String why) {
        return new Problem(
                WindowProblemCode.ROUTE_FILE_MISSING,
                "routes/" + route + ".camel.yaml",
                "no route \"" + route + "\"",
                why,
                "copy the file from the archive that this version came in");
    }
}
