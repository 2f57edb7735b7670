package dev.lamplighter.window.edge;

import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.window.declare.StreamingWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the routes of the windows: {@code <window>.start}, {@code .associate} and {@code .stop}. */
public final class EdgeRouteFactory {
    private EdgeRouteFactory() {}

    /**
     * Three routes for each window, but only {@code .stop} for a guard, no {@code .associate} for a window without
     * addresses, and none for an edge of a one-off that has passed at {@code now}, because Quartz refuses a trigger that
     * would never fire.
     */
    public static List<TemplatedRoute> of(List<StreamingWindow> windows, Instant now) {
        List<TemplatedRoute> routes = new ArrayList<>();
        for (StreamingWindow window : windows) {
            for (Edge edge : Edge.values()) {
                if (edge.isOf(window)) {
                    EdgeCron.of(window, edge, now).ifPresent(cron -> routes.add(route(window, edge, cron)));
                }
            }
        }
        return routes;
    }

    private static TemplatedRoute route(StreamingWindow window, Edge edge, EdgeCron cron) {
        return new TemplatedRoute(
                window.name() + "." + edge.word(),
                "window-" + edge.word(),
                Map.of("window", window.name(), "cron", cron.expression(), "zone", cron.zone()));
    }
}
