package dev.lamplighter.app.route;

import dev.lamplighter.app.route.file.ConsumerEndpointCheck;
import dev.lamplighter.app.route.file.RouteFailureAnalyzer;
import dev.lamplighter.app.route.file.RouteFile;
import java.util.List;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PatternHelper;

/** Warns of oddities in a route file that loads nevertheless. */
final class RouteFileWarnings {
    private final ModelCamelContext context;
    private final RouteLoadRecord loadRecord;

    RouteFileWarnings(ModelCamelContext context, RouteLoadRecord loadRecord) {
        this.context = context;
        this.loadRecord = loadRecord;
    }

    /** Warns of routes without an id, or that name an error configuration which isn't there. */
    void ofRoutes(List<RouteDefinition> definitions, RouteFile file) {
        for (RouteDefinition definition : definitions) {
            if (definition.getId() == null) {
                loadRecord.warn(RouteFailureAnalyzer.withoutId(file));
            }
            String wanted = definition.getRouteConfigurationId();
            if (wanted != null
                    && context.getRouteConfigurationDefinitions().stream()
                            .noneMatch(known -> PatternHelper.matchPatterns(known.getId(), wanted.split(",")))) {
                loadRecord.warn(RouteFailureAnalyzer.withoutConfiguration(file, wanted));
            }
        }
    }

    /** Warns once for a file, about what is written in it; routes made from templates are covered by the template. */
    void ofFile(RouteFileRollback additions, RouteFile file, DeprecatedRouteFiles earlier) {
        if (additions.written().anyMatch(ConsumerEndpointCheck::waitsOnTheWallClock)) {
            loadRecord.warn(RouteFailureAnalyzer.waitsOnTheWallClock(file));
        }
        earlier.told(file, additions.written()).ifPresent(loadRecord::warn);
    }
}
