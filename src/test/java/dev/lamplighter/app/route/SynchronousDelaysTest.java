package dev.lamplighter.app.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class SynchronousDelaysTest {
    private static final String ROUTES = """
        - route:
            id: mine
            from:
              uri: direct:mine
              steps:
                - choice:
                    when:
                      - expression: {simple: {expression: "true"}}
                        steps:
                          - process: {ref: begins}
                          - delay: {expression: {constant: {expression: "60000"}}%s}
                          - process: {ref: over}
        """;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean isOver = new AtomicBoolean();

    @Test
    void anInterruptEndsTheDelayAndTheRouteWithIt(@TempDir Path home) throws Exception {
        try (DefaultCamelContext context = started(home, "")) {
            ExecutorService thread = Executors.newSingleThreadExecutor();
            ProducerTemplate template = context.createProducerTemplate();
            Future<Exchange> sent = thread.submit(() -> template.send("direct:mine", exchange -> {}));
            begun.await();
            thread.shutdownNow();

            assertThat(sent.get().getException()).isInstanceOf(InterruptedException.class);
            assertThat(thread.awaitTermination(1, TimeUnit.SECONDS)).isTrue();
            assertThat(context.getInflightRepository().size()).isZero();
        }
        assertThat(isOver).isFalse();
    }

    @Test
    void whoWritesOtherwiseHasItOtherwise(@TempDir Path home) throws Exception {
        try (DefaultCamelContext context = started(home, ", asyncDelayed: true")) {
            context.getShutdownStrategy().setTimeout(1);
            Future<Exchange> sent = context.createProducerTemplate().asyncSend("direct:mine", exchange -> {});
            begun.await();
            assertThat(sent).isNotDone();
            assertThat(context.getInflightRepository().size()).isOne();
        }
    }

    private DefaultCamelContext started(Path home, String more) throws IOException {
        Path folder = Files.createDirectories(home.resolve("routes"));
        Files.writeString(folder.resolve("mine.camel.yaml"), ROUTES.formatted(more));
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("begins", (Processor) exchange -> begun.countDown());
        context.getRegistry().bind("over", (Processor) exchange -> isOver.set(true));
        assertThat(RouteFiles.silent(context, folder).load().problems()).isEmpty();
        context.start();
        return context;
    }
}
