package dev.lamplighter.app.route;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Finds the routes in which an operator has put steps before the call, such as {@code ec2-stop} before
 * {@code direct:ec2-stop-call}.
 */
final class RoutesWithOperatorSteps {
    private static final String CALL = "-call";

    private RoutesWithOperatorSteps() {}

    /** The ids of these routes, such as {@code ec2-stop}. */
    static Set<String> in(CamelContext context) {
        List<RouteDefinition> routes =
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
        Set<String> ids = routes.stream().map(RouteDefinition::getRouteId).collect(Collectors.toSet());
        return routes.stream()
                .filter(route -> ids.contains(route.getRouteId() + CALL) && hasSteps(route))
                .map(RouteDefinition::getRouteId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there are steps before the call; steps after it don't delay it. */
    private static boolean hasSteps(RouteDefinition route) {
        List<ProcessorDefinition<?>> steps = route.getOutputs();
        return steps.isEmpty()
                || !(steps.get(0) instanceof ToDefinition first)
                || !first.getEndpointUri().equals("direct:" + route.getRouteId() + CALL);
    }
}
