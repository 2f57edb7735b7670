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
 * Keeps endpoints of files that were set aside from doing anything when the context starts. Camel has every endpoint that
 * was made before the start on a list of its own, which can't be reached, and starts them all: a Quartz endpoint without a
 * route would fire at its time, and the job would make a new endpoint.
 */
final class RemovedEndpoints implements StartupListener, Ordered {
    /** Between its start and its stop a few milliseconds later the endpoint must not fire. */
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
