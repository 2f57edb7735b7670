package dev.lamplighter.base;

import java.util.Map;

/**
 * Describes a route to be made from a template.
 *
 * @param routeId id of the new route, unique among all routes
 * @param templateId id of a {@code routeTemplate} in {@code routes/templates/}
 * @param parameters the template's parameters by name
 */
public record TemplatedRoute(String routeId, String templateId, Map<String, String> parameters) {
    public TemplatedRoute {
        if (routeId.isBlank()) {
            throw new IllegalArgumentException("routeId must be a name, got \"" + routeId + "\"");
        }
        if (templateId.isBlank()) {
            throw new IllegalArgumentException("templateId must be a name, got \"" + templateId + "\"");
        }
        parameters = Map.copyOf(parameters);
    }
}
