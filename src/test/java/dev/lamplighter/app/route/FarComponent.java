package dev.lamplighter.app.route;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** Endpoints that can't be started as often as the counter says, like one whose server is away. */
final class FarComponent extends DefaultComponent {
    private final AtomicInteger refusals;

    FarComponent(AtomicInteger refusals) {
        this.refusals = refusals;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            protected void doStart() {
                if (refusals.getAndDecrement() > 0) {
                    throw new IllegalStateException("nobody answers");
                }
            }

            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException("only read from");
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                return new DefaultConsumer(this, processor);
            }
        };
    }
}
