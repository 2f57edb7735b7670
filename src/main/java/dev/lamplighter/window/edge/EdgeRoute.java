package dev.lamplighter.window.edge;

import java.util.Map;

/**
 * A route to make from a template.
 *
 * @param routeId for example {@code sunday-service.start}
 * @param templateId for example {@code window-start}
 * @param parameters {@code window}, {@code cron} in Quartz's dialect, {@code zone}
 */
public record EdgeRoute(String routeId, String templateId, Map<String, String> parameters) {
    public EdgeRoute {
        parameters = Map.copyOf(parameters);
    }
}
