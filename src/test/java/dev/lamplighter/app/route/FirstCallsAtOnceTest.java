package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.Test;

/**
 * Two actions may be the first to call the same {@code toD: aws2-ec2:..} at once. Its endpoint gets its client when it is
 * started, so neither may be given one that is not started yet. Routes start after their context, in which Camel starts an
 * endpoint before others find it.
 */
final class FirstCallsAtOnceTest {
    private final CountDownLatch starting = new CountDownLatch(1);
    private final CountDownLatch secondIsDone = new CountDownLatch(1);
    private final AtomicBoolean isFirst = new AtomicBoolean(true);

    @Test
    void neitherOfTwoFirstCallsMeetsAnEndpointThatIsNotStarted() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("slow", new SlowComponent());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:call").toD("slow:${body}");
                }
            });
            context.start();
            try (ProducerTemplate template = context.createProducerTemplate()) {
                CompletableFuture<Object> first = template.asyncRequestBody("direct:call", "ec2");
                assertThat(starting.await(10, TimeUnit.SECONDS)).isTrue();
                Object second = template.requestBody("direct:call", "ec2");
                secondIsDone.countDown();

                assertThat(second).isEqualTo("called");
                assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("called");
            }
        }
    }

    private final class SlowComponent extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new SlowEndpoint(uri, this);
        }
    }

    /** As that of EC2: without its client until it is started. The first one takes as long as the second call. */
    private final class SlowEndpoint extends DefaultEndpoint {
        private volatile String client = "";

        SlowEndpoint(String uri, SlowComponent component) {
            super(uri, component);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            if (isFirst.getAndSet(false)) {
                starting.countDown();
                secondIsDone.await(10, TimeUnit.SECONDS);
            }
            client = "called";
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    exchange.getMessage().setBody(client);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException();
        }
    }
}
