package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.TemplatedRoute;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PatternHelper;
import org.jspecify.annotations.Nullable;

/** Remembers what each route was made from, so that a reload can see which routes would now be made differently. */
final class RouteOrigins {
    private static final String TEMPLATED = "templatedRoute";

    private final Map<String, Origin> routes = new LinkedHashMap<>();
    private final Map<String, TemplatedRoute> templated = new HashMap<>();
    private final Map<String, RouteFile> configurations = new TreeMap<>();

    /** @param configuration ids of configurations, as the route names them */
    private record Origin(RouteFile file, @Nullable String configuration, String source) {}

    /** Remembers a route, unless it has no id: Camel gives such a route another name each time. */
    void route(RouteDefinition definition, String source, RouteFile file) {
        if (definition.hasCustomIdAssigned()) {
            routes.put(definition.getRouteId(), new Origin(file, definition.getRouteConfigurationId(), source));
        }
    }

    void templated(TemplatedRoute route) {
        templated.put(route.routeId(), route);
    }

    void configurations(List<RouteConfigurationDefinition> definitions, RouteFile file) {
        definitions.forEach(definition -> configurations.put(String.valueOf(definition.getId()), file));
    }

    Set<String> configurationsIn(String file) {
        return configurations.entrySet().stream()
                .filter(known -> known.getValue().name().equals(file))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * The versions of all routes.
     *
     * @param templates files by the ids of their templates
     * @param texts gives the text of a file that Camel reads
     */
    Map<String, RouteVersion> versions(Map<String, RouteFile> templates, Function<RouteFile, String> texts) {
        Map<String, RouteVersion> versions = new LinkedHashMap<>();
        routes.forEach((route, origin) -> versions.put(route, version(route, origin, templates, texts)));
        return versions;
    }

    private RouteVersion version(
            String route, Origin origin, Map<String, RouteFile> templates, Function<RouteFile, String> texts) {
        TemplatedRoute made = templated.get(route);
        RouteFile file = made == null ? origin.file() : templates.getOrDefault(made.templateId(), origin.file());
        String own = texts.apply(file);
        StringBuilder text = new StringBuilder(own);
        if (made != null) {
            text.append(new TreeMap<>(made.parameters()));
        } else if (own.contains(TEMPLATED)) {
            new TreeMap<>(templates).values().forEach(template -> text.append(template.text()));
        }
        text.append(configurationsOf(origin));
        return new RouteVersion(route, new RouteFile(file.name(), own), made, origin.source(), text.toString());
    }

    /**
     * The text of the route configurations that apply to a route: those that it names, and those without an id, which apply
     * to all routes.
     */
    private String configurationsOf(Origin origin) {
        String wanted = origin.configuration();
        return configurations.entrySet().stream()
                .filter(known -> known.getKey().equals("null")
                        || (wanted != null && PatternHelper.matchPatterns(known.getKey(), wanted.split(","))))
                .map(known -> known.getValue().text())
                .collect(Collectors.joining());
    }
}
