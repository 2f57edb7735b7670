package dev.lamplighter.app.route.reload;

import dev.lamplighter.app.route.RouteParser;
import dev.lamplighter.app.route.RouteVersion;
import dev.lamplighter.app.route.ShippedRoutes;
import dev.lamplighter.app.route.TemplatedRouteCheck;
import dev.lamplighter.base.TemplatedRoute;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.SupervisingRouteController;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Removes routes from a running context and adds others. A route is removed in two steps. First, when no message is in it,
 * its consumer is suspended, so that senders wait for a moment. Then, if there is still no message in it, it is stopped. Not
 * thread-safe.
 */
final class RunningRoutes {
    /** How long Camel waits for a message that has entered the route meanwhile; after that the route goes on as it was. */
    private static final long STOP_SECONDS = 20;

    private final ModelCamelContext context;
    private final ShippedRoutes shipped;
    private final Set<String> held = new HashSet<>();
    private final Taking taking = new Taking();

    /** Remembers the routes that are stopped only to be replaced in a moment. Thread-safe. */
    static final class Taking {
        private final Set<String> routes = ConcurrentHashMap.newKeySet();
        private final AtomicLong begun = new AtomicLong();

        private void begin(String id) {
            routes.add(id);
            begun.incrementAndGet();
        }

        private void end(String id) {
            routes.remove(id);
        }

        /** Whether {@code stopped} is true, and this route was not being replaced while that was evaluated. */
        boolean isNoneDuring(String id, BooleanSupplier stopped) {
            long before = begun.get();
            return !routes.contains(id) && stopped.getAsBoolean() && begun.get() == before;
        }
    }

    /** @param shipped knows which routes have to start early */
    RunningRoutes(ModelCamelContext context, ShippedRoutes shipped) {
        this.context = context;
        this.shipped = shipped;
        context.getCamelContextExtension().addContextPlugin(Taking.class, taking);
    }

    /** Takes the next step of removing a route. Returns true once it is removed; until then this must be called again. */
    boolean remove(String id) throws Exception {
        Route route = context.getRoute(id);
        if (route == null) {
            held.remove(id);
            return true;
        }
        if (messagesIn(id) > 0 || (!held.contains(id) && isHeldBack(id))) {
            leaveBe(id);
            return false;
        }
        if (held.add(id)) {
            ServiceHelper.suspendService(route.getConsumer());
            return false;
        }
        taking.begin(id);
        if (!context.getRouteController().stopRoute(id, STOP_SECONDS, TimeUnit.SECONDS, true)) {
            leaveBe(id);
            return false;
        }
        held.remove(id);
        drop(id);
        return true;
    }

    /** Ends the replacement of a route: its new version runs, or it was removed for good. */
    void taken(String id) {
        taking.end(id);
    }

    /** Whether Camel is shutting down and ends what is under way itself. */
    boolean isEnding() {
        return !context.getStatus().isStarted();
    }

    int messagesIn(String id) {
        return context.getInflightRepository().size(id);
    }

    /** Whether an operator has suspended or stopped it; routes that Camel restarts itself don't count. */
    boolean isHeldBack(String id) {
        ServiceStatus status = context.getRouteController().getRouteStatus(id);
        return status == ServiceStatus.Suspended
                || (status == ServiceStatus.Stopped && !isStartedAgain(id) && !"false".equals(autoStartup(id)));
    }

    private boolean isStartedAgain(String id) {
        return context.getRouteController() instanceof SupervisingRouteController controller
                && Stream.concat(controller.getRestartingRoutes().stream(), controller.getExhaustedRoutes().stream())
                        .anyMatch(route -> route.getRouteId().equals(id));
    }

    private @Nullable String autoStartup(String id) {
        RouteDefinition definition = context.getRouteDefinition(id);
        return definition == null ? null : definition.getAutoStartup();
    }

    /** Cancels the removal: the route goes on as it is. */
    void leaveBe(String id) {
        Route route = context.getRoute(id);
        if (held.remove(id) && route != null) {
            ServiceHelper.resumeService(route.getConsumer());
        }
    }

    /** Removes what is left of a stopped route. */
    void drop(String id) throws Exception {
        if (context.getRoute(id) != null) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
        context.getRouteDefinitions().removeIf(definition -> id.equals(definition.getRouteId()));
    }

    /** Adds a route and starts it. */
    void add(RouteVersion version) throws Exception {
        TemplatedRoute made = version.templated();
        if (made != null) {
            context.addRouteFromTemplate(
                    made.routeId(),
                    made.templateId(),
                    TemplatedRouteCheck.prefix(context, made),
                    null,
                    Map.copyOf(made.parameters()));
        } else {
            for (RouteBuilder builder : RouteParser.builders(
                    context, version.file().name(), version.file().text())) {
                builder.configureRoutes(context);
                List<RouteDefinition> routes = builder.getRouteCollection().getRoutes();
                routes.removeIf(route -> !version.route().equals(route.getRouteId()));
                builder.getTemplatedRouteCollection()
                        .getTemplatedRoutes()
                        .removeIf(route -> !version.route().equals(route.getRouteId()));
                builder.getRouteTemplateCollection().getRouteTemplates().clear();
                routes.forEach(route -> shipped.prepare(route, version.file()));
                context.addRoutes(builder);
                context.addTemplatedRoutes(builder);
            }
        }
        start(version.route());
    }

    private void start(String id) throws Exception {
        ServiceStatus status = context.getRouteController().getRouteStatus(id);
        if (status != null && !status.isStarted() && !status.isStarting() && !"false".equals(autoStartup(id))) {
            context.getRouteController().startRoute(id);
        }
    }

    /**
     * Replaces the templates and error configurations of a file; routes that are made from now on use them.
     *
     * @param configurations ids of its present configurations, and of the new ones
     */
    void define(String name, String text, Set<String> configurations) throws Exception {
        // A configuration without an id is known as "null".
        context.getRouteConfigurationDefinitions()
                .removeIf(known -> configurations.contains(String.valueOf(known.getId())));
        for (RouteBuilder builder : RouteParser.builders(context, name, text)) {
            builder.configureRoutes(context);
            builder.getRouteCollection().getRoutes().clear();
            builder.getTemplatedRouteCollection().getTemplatedRoutes().clear();
            if (builder instanceof RouteConfigurationBuilder made) {
                context.addRoutesConfigurations(made);
            }
            forgetTemplates(builder.getRouteTemplateCollection().getRouteTemplates());
            context.addRoutes(builder);
        }
    }

    private void forgetTemplates(Collection<RouteTemplateDefinition> known) throws Exception {
        for (RouteTemplateDefinition template : known) {
            RouteTemplateDefinition before = context.getRouteTemplateDefinition(template.getId());
            if (before != null) {
                context.removeRouteTemplateDefinition(before);
            }
        }
    }
}
