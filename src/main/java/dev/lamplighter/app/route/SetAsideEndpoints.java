package dev.lamplighter.app.route;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Ordered;
import org.apache.camel.StartupListener;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Keeps the endpoints of files that were set aside from doing anything when the context starts. Camel keeps a private list
 * of all endpoints made before the start and starts every one of them. A Quartz endpoint whose route was removed would fire
 * at its time, and its job would make a new endpoint.
 */
final class SetAsideEndpoints implements StartupListener, Ordered {
    /**
     * A cron expression that never fires: the endpoint is stopped a few milliseconds after its start and must not fire in
     * between.
     */
    private static final String NEVER = "0 0 0 1 1 ? 2099";

    private final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

    void add(Collection<Endpoint> removed) {
        for (Endpoint endpoint : removed) {
            endpoints.add(endpoint);
            if (endpoint instanceof QuartzEndpoint quartz) {
                quartz.setCron(NEVER);
            }
        }
    }

    boolean isEmpty() {
        return endpoints.isEmpty();
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        endpoints.forEach(ServiceHelper::stopAndShutdownService);
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
        endpoints.forEach(ServiceHelper::stopAndShutdownService);
        endpoints.clear();
    }

    /** After Camel's own, which start the endpoints. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }
}
