package dev.lamplighter.app.health;

import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;

/** Registers health checks with Camel. */
public final class HealthChecks {
    private static final Set<ServiceStatus> TOO_LATE = EnumSet.of(
            ServiceStatus.Initializing, ServiceStatus.Initialized, ServiceStatus.Starting, ServiceStatus.Started);

    private HealthChecks() {}

    /**
     * Binds each check under its id and connects it to Camel's events. Call it before the context is initialized, with Camel
     * Main in {@code MainListener.beforeStart}: Camel decides at initialization whether there is a listener for events, and
     * ignores an {@code EventNotifier} that a configuration class binds.
     *
     * @throws IllegalStateException if the context is initialized already
     */
    public static void install(CamelContext context, HealthCheck... checks) {
        if (TOO_LATE.contains(context.getStatus())) {
            throw new IllegalStateException(
                    "health checks must be installed before the context is initialized, it is " + context.getStatus());
        }
        for (HealthCheck check : checks) {
            context.getRegistry().bind(check.getId(), check);
            if (check instanceof RouteOutcomeHealthCheck outcome) {
                context.getManagementStrategy().addEventNotifier(outcome.notifier());
            }
        }
    }
}
