package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.app.route.file.RouteFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.OptionalIdentifiedDefinition;

/**
 * Records which file owns which id. Camel lets a later route with the id of an earlier one replace it silently, and of two
 * templates of one id it takes the first; here the second file is refused.
 */
final class RouteIdOwners {
    private final Map<String, String> owners = new TreeMap<>();

    /** Refuses the file whose parsed content is in {@code builder} if one of its ids is taken. */
    void claim(RouteBuilder builder, RouteFile file) {
        List<String[]> claims = new ArrayList<>();
        collect("route", builder.getRouteCollection().getRoutes(), claims);
        collect("template", builder.getRouteTemplateCollection().getRouteTemplates(), claims);
        builder.getTemplatedRouteCollection()
                .getTemplatedRoutes()
                .forEach(route -> claims.add(new String[] {"route", route.getRouteId()}));
        if (builder instanceof RouteConfigurationBuilder configurations) {
            collect(
                    "configuration",
                    configurations.getRouteConfigurationCollection().getRouteConfigurations(),
                    claims);
        }
        for (String[] claim : claims) {
            claim(claim[0], claim[1], file);
        }
    }

    /** Refuses a name that another file has. */
    void claim(String kind, String name, RouteFile file) {
        String owner = owners.putIfAbsent(kind + " " + name, file.name());
        if (owner != null) {
            Problem problem = RouteFailureAnalyzer.taken(file, kind, name, owner);
            throw new ProblemException(problem);
        }
    }

    /** Releases the names of a file that was set aside. */
    void release(RouteFile file) {
        owners.values().removeIf(file.name()::equals);
    }

    private static void collect(
            String kind, List<? extends OptionalIdentifiedDefinition<?>> definitions, List<String[]> claims) {
        definitions.stream()
                .filter(definition -> definition.getId() != null)
                .forEach(definition -> claims.add(new String[] {kind, definition.getId()}));
    }
}
