package dev.lamplighter.app.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ElapsedTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteOutcomeHealthCheckTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T06:00:00Z"));
    private final AtomicInteger failuresLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    /** Fails as often as the counter says; {@code reports} fails for the part "bad" only. */
    private final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            from("direct:plain").routeId("plain").process(exchange -> fail());
            from("direct:handled")
                    .routeId("handled")
                    .onException(Exception.class)
                    .handled(true)
                    .end()
                    .process(exchange -> fail());
            from("direct:dead-letter")
                    .routeId("dead-letter")
                    .errorHandler(deadLetterChannel("log:dead").redeliveryDelay(1))
                    .process(exchange -> fail());
            from("direct:try")
                    .routeId("try")
                    .doTry()
                    .process(exchange -> fail())
                    .doCatch(Exception.class)
                    .log("caught")
                    .end();
            from("direct:redelivered")
                    .routeId("redelivered")
                    .errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1))
                    .process(exchange -> fail());
            from("direct:caller").routeId("caller").to("direct:plain");
            from("direct:reports")
                    .routeId("reports")
                    .onException(Exception.class)
                    .handled(true)
                    .end()
                    .split(body())
                    .process(exchange -> {
                        if (exchange.getMessage().getBody().equals("bad")) {
                            fail();
                        }
                    });
        }

        private void fail() {
            if (failuresLeft.getAndDecrement() > 0) {
                throw new IllegalStateException("the panel\nis away");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "handled", "dead-letter", "try"})
    void goesDownWhenARouteFailsAndUpAfterASuccess(String route) throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of()));
        assertThat(state(check)).isEqualTo("UP");

        failuresLeft.set(1);
        send(route, "x");
        assertThat(state(check))
                .isEqualTo("DOWN " + route + " failed 1 in a row, last IllegalStateException: the panel is away");

        send(route, "x");
        assertThat(state(check)).isEqualTo("UP");
    }

    @Test
    void staysUpUntilAsManyFailedInARowAsAreAllowed() throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(3, Map.of()));

        send("plain", "x");
        send("plain", "x");
        assertThat(state(check)).isEqualTo("UP");
        send("plain", "x");
        assertThat(state(check)).startsWith("DOWN plain failed 3 in a row");
    }

    @Test
    void aMessageThatSucceedsAtRedeliveryHasSucceeded() throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of()));

        failuresLeft.set(2);
        send("redelivered", "x");

        assertThat(state(check)).isEqualTo("UP");
    }

    @Test
    void theCallerIsNamedWithTheRouteThatFailed() throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of()));

        send("caller", "x");

        assertThat(state(check))
                .isEqualTo("DOWN caller failed 1 in a row, last in route plain: IllegalStateException: the panel is"
                        + " away");
    }

    @Test
    void aSplitMessageHasFailedWhenAllItsPartsWereHandledAsFailures() throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of()));

        send("reports", List.of("good", "bad"));
        assertThat(state(check)).isEqualTo("UP");
        send("reports", List.of("bad", "bad"));
        assertThat(state(check)).startsWith("DOWN reports failed 1 in a row");
        send("reports", List.of("bad", "good", "bad"));
        assertThat(state(check)).isEqualTo("UP");
    }

    @Test
    void goesDownWhenARouteIsQuietForLongerThanAllowed() throws Exception {
        failuresLeft.set(0);
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of("plain", Duration.ofMinutes(2))));

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(2)));
        assertThat(state(check)).isEqualTo("UP");
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(state(check)).isEqualTo("DOWN plain had no success for 121 s, allowed are 120 s");
        send("plain", "x");
        assertThat(state(check)).isEqualTo("UP");
    }

    @Test
    void isFoundByCamelAsReadinessAndNotAsLiveness() throws Exception {
        RouteOutcomeHealthCheck check = started(new RouteHealthSettings(1, Map.of()));
        send("plain", "x");

        assertThat(HealthCheckHelper.invokeReadiness(context))
                .filteredOn(result -> result.getCheck() == check)
                .extracting(HealthCheck.Result::getState)
                .containsExactly(HealthCheck.State.DOWN);
        assertThat(HealthCheckHelper.invokeLiveness(context)).noneMatch(result -> result.getCheck() == check);
    }

    @Test
    void aClockThatIsSetBackMakesNoRouteSeemLately() {
        AtomicLong nanos = new AtomicLong();
        RouteOutcomeHealthCheck check = new RouteOutcomeHealthCheck(
                new RouteHealthSettings(1, Map.of("plain", Duration.ofMinutes(5))),
                new ElapsedTime(now::get, nanos::get));

        now.updateAndGet(at -> at.minus(Duration.ofHours(2)));
        assertThat(state(check)).isEqualTo("UP");
        nanos.set(Duration.ofSeconds(301).toNanos());

        assertThat(state(check)).isEqualTo("DOWN plain had no success for 301 s, allowed are 300 s");
    }

    @Test
    void refusesToBeInstalledTooLate() {
        context.start();

        assertThatThrownBy(() -> HealthChecks.install(
                        context,
                        new RouteOutcomeHealthCheck(new RouteHealthSettings(1, Map.of()), new ElapsedTime(now::get))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before the context is initialized");
    }

    private RouteOutcomeHealthCheck started(RouteHealthSettings settings) throws Exception {
        RouteOutcomeHealthCheck check = new RouteOutcomeHealthCheck(settings, new ElapsedTime(now::get));
        HealthChecks.install(context, check);
        context.addRoutes(new Routes());
        context.start();
        return check;
    }

    private void send(String route, Object body) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.send("direct:" + route, exchange -> exchange.getMessage().setBody(body));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String state(HealthCheck check) {
        HealthCheck.Result result = check.call();
        return (result.getState() + " " + result.getMessage().orElse("")).strip();
    }
}
