package dev.lamplighter.app.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** Reports the routes and the health of a running Camel context to those that don't speak JMX. Thread-safe. */
public final class RouteReports {
    private volatile @Nullable CamelContext context;
    private volatile @Nullable RouteOutcomeHealthCheck outcomes;

    /** Connects it to the context, as soon as there is one. */
    public void attach(CamelContext running, RouteOutcomeHealthCheck runningOutcomes) {
        context = running;
        outcomes = runningOutcomes;
    }

    /** The routes by their names; empty before the context starts. */
    public List<RouteReport> routes() {
        CamelContext running = context;
        List<RouteReport> reports = new ArrayList<>();
        if (running != null) {
            running.getRoutes().stream()
                    .map(route -> report(running, route))
                    .sorted(Comparator.comparing(RouteReport::route))
                    .forEach(reports::add);
        }
        return reports;
    }

    private RouteReport report(CamelContext running, Route route) {
        String id = route.getRouteId();
        RouteOutcomeHealthCheck known = Objects.requireNonNull(outcomes);
        @Nullable
        ManagedRouteMBean managed = running.getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(id);
        long messages = 0;
        long failures = 0;
        try {
            if (managed != null) {
                messages = managed.getExchangesTotal();
                failures = managed.getExchangesFailed() + managed.getFailuresHandled();
            }
        } catch (Exception e) {
            throw new IllegalStateException(id, e);
        }
        return new RouteReport(
                id,
                String.valueOf(running.getRouteController().getRouteStatus(id)),
                URISupport.stripQuery(route.getEndpoint().getEndpointBaseUri()),
                messages,
                failures,
                known.failuresInARow(id),
                known.lastError(id),
                known.hasSucceeded(id) ? known.lastSuccessAge(id).toSeconds() : -1);
    }

    /**
     * The results of all checks.
     *
     * @param liveness only those that a restart would mend
     */
    public Collection<HealthCheck.Result> checks(boolean liveness) {
        CamelContext running = context;
        if (running == null || !running.isStarted()) {
            return List.of();
        }
        return liveness ? HealthCheckHelper.invokeLiveness(running) : HealthCheckHelper.invokeReadiness(running);
    }

    /** Whether the context has started. */
    public boolean isStarted() {
        CamelContext running = context;
        return running != null && running.isStarted();
    }
}
