package dev.lamplighter.app.jmx;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.RouteAware;
import org.apache.camel.management.DefaultManagementObjectStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JMX small where there are many routes: of routes made from a template it shows only the route, without its steps,
 * consumer and timer, and it never shows a producer. Each window has such routes, all alike, and the beans of their parts
 * would take most of the heap.
 */
public final class RoutesWithoutSteps extends DefaultManagementObjectStrategy {
    /** The number of routes from which they are shown without steps; about forty windows, which have three routes each. */
    private static final int MANY = 150;

    private final int expected;

    private RoutesWithoutSteps(int expected) {
        this.expected = expected;
    }

    /**
     * Installs itself in a context. Must be called before any route is added.
     *
     * @param expected the number of routes that will be made from templates; more may come later
     */
    public static void showIn(CamelContext context, int expected) {
        context.getManagementStrategy().setManagementObjectStrategy(new RoutesWithoutSteps(expected));
    }

    private boolean isOneOfMany(CamelContext context, @Nullable Route route) {
        return route != null && route.isCreatedByRouteTemplate() && isMany(context);
    }

    private boolean isMany(CamelContext context) {
        return Math.max(expected, context.getRoutesSize()) > MANY;
    }

    @Override
    @SuppressWarnings("NullAway") // Camel takes null for nothing to show
    public @Nullable Object getManagedObjectForProcessor(
            CamelContext context, Processor processor, NamedNode definition, @Nullable Route route) {
        return isOneOfMany(context, route)
                ? null
                : super.getManagedObjectForProcessor(context, processor, definition, route);
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Object getManagedObjectForConsumer(CamelContext context, Consumer consumer) {
        return consumer instanceof RouteAware aware && isOneOfMany(context, aware.getRoute())
                ? null
                : super.getManagedObjectForConsumer(context, consumer);
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Object getManagedObjectForProducer(CamelContext context, Producer producer) {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable Object getManagedObjectForEndpoint(CamelContext context, Endpoint endpoint) {
        return isMany(context) && endpoint.getEndpointUri().startsWith("quartz:")
                ? null
                : super.getManagedObjectForEndpoint(context, endpoint);
    }
}
