package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lamplighter.app.health.HealthChecks;
import dev.lamplighter.app.health.RouteFailureLog;
import dev.lamplighter.app.health.RouteHealthSettings;
import dev.lamplighter.app.health.RouteOutcomeHealthCheck;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SimulatedClock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each failure on an action's way is told by one: by windowActions until the call is made, by the watch over all routes after it. */
final class ActionFailuresTest {
    private static final String INSTANCE = "i-0123456789abcdef0";
    private static final String WINDOWS = """
            windows:
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                instance: i-0123456789abcdef0
            """;
    private static final String FAILING = "- bean: {id: failing, ref: failing, method: fail}\n";

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock).instance(INSTANCE, "eni-0123456789abcdef0");
    private final WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2);
    private final Failing failing = new Failing();
    private final Logger failures = (Logger) LoggerFactory.getLogger(RouteFailureLog.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    /** The operator's step. */
    public static final class Failing {
        private final AtomicInteger calls = new AtomicInteger();

        public void fail() {
            calls.incrementAndGet();
            throw new IllegalStateException("no such host");
        }
    }

    @BeforeEach
    void watch() {
        camel.context.getRegistry().bind("failing", failing);
        HealthChecks.install(
                camel.context,
                new RouteOutcomeHealthCheck(
                        new RouteHealthSettings(1, Map.of()),
                        new ElapsedTime(InstantSource.system(), System::nanoTime),
                        new RouteFailureLog(route -> route)));
        told.start();
        failures.addAppender(told);
    }

    @AfterEach
    void close() {
        failures.detachAppender(told);
        camel.close();
    }

    private void due() throws Exception {
        camel.load();
        camel.context.start();
        camel.windows.reconcile();
    }

    private List<String> told() {
        return List.copyOf(told.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aStepBeforeTheCallIsTheWindowsMatter() throws Exception {
        camel.first("ec2-start.camel.yaml", FAILING);

        due();

        await().until(() -> camel.alertCodes().contains("WINDOW-181"));
        assertThat(told()).isEmpty();
    }

    @Test
    void aRefusedCallIsTheWindowsMatter() throws Exception {
        ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });

        due();

        await().until(() -> camel.alertCodes().contains("WINDOW-108"));
        assertThat(told()).isEmpty();
    }

    @Test
    void aStepAfterTheCallIsToldAsThatOfAnyRoute() throws Exception {
        camel.edit("ec2-start.camel.yaml", text -> text.stripTrailing() + "\n" + FAILING.indent(8));

        due();

        await().untilAsserted(() -> assertThat(told())
                .singleElement()
                .asString()
                .contains("ROUTE-017", "route ec2-start fails: IllegalStateException: no such host"));
        assertThat(failing.calls).hasValue(1);
        assertThat(ec2.mutations).containsExactly("START " + INSTANCE);
        assertThat(camel.alertCodes()).isEmpty();
    }
}
