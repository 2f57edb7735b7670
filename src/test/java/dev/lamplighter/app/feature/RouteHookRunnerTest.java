package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.window.hook.HookCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RouteHookRunnerTest {
    private static final Instant START = Instant.parse("2026-11-22T14:30:00Z");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final RouteHookRunner hooks = new RouteHookRunner();
    private final Map<String, Object> headers = new ConcurrentHashMap<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ship-logs").routeId("sunday-service.stop").process(exchange -> {
                    headers.putAll(exchange.getMessage().getHeaders());
                    headers.put("body", exchange.getMessage().getBody(String.class));
                });
                from("direct:fails").throwException(new IllegalStateException("no ssh"));
                from("direct:hangs").process(exchange -> {
                    hanging.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                });
            }
        });
        context.start();
        hooks.attach(context);
    }

    @AfterEach
    void stop() throws Exception {
        hooks.close();
        context.close();
    }

    private Future<?> begin(String route) {
        return hooks.begin(new HookCall(
                route,
                "sunday-service",
                START,
                START.plusSeconds(60),
                List.of("i-0123456789abcdef0", "i-0123456789abcdef1"),
                START.plusSeconds(120)));
    }

    @Test
    void aRouteIsToldForWhatItRuns() throws Exception {
        begin("direct:ship-logs").get(20, TimeUnit.SECONDS);

        assertThat(headers)
                .containsEntry("LamplighterWindow", "sunday-service")
                .containsEntry("LamplighterStart", "2026-11-22T14:30:00Z")
                .containsEntry("LamplighterEnd", "2026-11-22T14:31:00Z")
                .containsEntry("LamplighterDeadline", "2026-11-22T14:32:00Z")
                .containsEntry("LamplighterInstances", List.of("i-0123456789abcdef0", "i-0123456789abcdef1"))
                .containsEntry("body", "i-0123456789abcdef0,i-0123456789abcdef1");
    }

    @Test
    void aRouteThatFailsOrIsNotThereFailsTheFuture() {
        assertThatThrownBy(() -> begin("direct:fails").get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no ssh");
        assertThatThrownBy(() -> begin("direct:nobody?block=false").get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("No consumers available");
    }

    @Test
    void row33ARouteThatHangsIsInterrupted() throws Exception {
        Future<?> run = begin("direct:hangs");
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

        run.cancel(true);

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSuspendedRouteIsSuspendedAndNoOther() throws Exception {
        assertThat(hooks.isSuspended("sunday-service.stop")).isFalse();
        assertThat(hooks.isSuspended("no-such-route")).isFalse();

        context.getRouteController().suspendRoute("sunday-service.stop");
        await().atMost(Duration.ofSeconds(20)).until(() -> hooks.isSuspended("sunday-service.stop"));

        context.getRouteController().resumeRoute("sunday-service.stop");
        assertThat(hooks.isSuspended("sunday-service.stop")).isFalse();
    }
}
