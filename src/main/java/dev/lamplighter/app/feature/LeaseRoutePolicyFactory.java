package dev.lamplighter.app.feature;

import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;

/**
 * Has the routes of costs and alerts that a clock triggers do nothing while another copy holds their lease, and those that
 * take messages from a queue stopped meanwhile. Routes that are called and those of the windows look for themselves.
 */
final class LeaseRoutePolicyFactory implements RoutePolicyFactory {
    private static final Set<String> OF_ALERTS = Set.of("heartbeat", "messages", "alert-notices");
    private static final Set<String> CLOCKS = Set.of("timer", "scheduler", "quartz");

    private final Leases leases;

    LeaseRoutePolicyFactory(Leases leases) {
        this.leases = leases;
    }

    @Override
    public @Nullable RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode node) {
        if (!leases.areShared() || !(node instanceof RouteDefinition route)) {
            return null;
        }
        String name = OF_ALERTS.contains(routeId) ? Lease.ALERTS : routeId.startsWith("cost-") ? Lease.COSTS : "";
        String scheme = String.valueOf(route.getEndpointUrl()).replaceFirst(":.*", "");
        if (name.isEmpty() || scheme.equals("direct")) {
            return null;
        }
        return CLOCKS.contains(scheme) ? new Skipping(leases.named(name)) : stopping(context, name);
    }

    private static RoutePolicy stopping(CamelContext context, String name) {
        try {
            return ClusteredRoutePolicy.forNamespace(context, name);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeException(e);
        }
    }

    /** Ends each exchange before its first step while another copy acts. */
    private static final class Skipping extends RoutePolicySupport {
        private final Lease lease;

        Skipping(Lease lease) {
            this.lease = lease;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            if (!lease.isHeld()) {
                exchange.setRouteStop(true);
            }
        }
    }
}
