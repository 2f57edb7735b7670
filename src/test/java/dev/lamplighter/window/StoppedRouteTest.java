package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.window.action.OperatorStepLimits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route of an action that somebody has stopped in JMX, or that didn't start. */
final class StoppedRouteTest {
    private static final String INSTANCE = "i-0123456789abcdef0";
    private static final String STOP = "STOP " + INSTANCE;
    private static final String WINDOWS = """
            windows:
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                instance: i-0123456789abcdef0
            """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 = new SimulatedEc2(clock).instance(INSTANCE, "eni-0123456789abcdef0");
    private final StateDatabase database = StateDatabase.inMemory();
    private WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2, database, OperatorStepLimits.DEFAULT);

    @AfterEach
    void close() {
        camel.close();
        database.close();
    }

    /** The machine runs, its window has ended, and the route is stopped. */
    private void stopped(String route) throws Exception {
        camel.load();
        camel.context.start();
        camel.windows.reconcile();
        await().until(() -> ec2.mutations.size() == 1);
        clock.pass(Duration.ofMinutes(5));
        camel.windows.reconcile();
        clock.set("2026-11-23T01:00:00Z");
        camel.context.getRouteController().stopRoute(route);
    }

    private List<String> told() {
        return camel.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals("WINDOW-124"))
                .map(Alert::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ec2-stop, STOP is due and not done; it is sent to EC2 without the route after windows.stop-step-limit",
        "ec2-stop-call, STOP is due and not done"
    })
    void isToldAtOnceByItsNameAndWhatIsDueIsDoneWhenItIsStartedAgain(String route, String why) throws Exception {
        stopped(route);

        ReconcileResult reconcileResult = camel.windows.reconcile();

        assertThat(camel.actions.await(reconcileResult.due(), Duration.ofSeconds(5))) // Camel waits 30 s for a consumer
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.words()).endsWith(": the route " + route + " is stopped"));
        await().until(() -> told().size() == 1);
        assertThat(told())
                .containsExactly("WINDOW-124  ec2-stop " + INSTANCE + "  the route " + route + " is stopped: " + why
                        + "; fix: start the route in JMX (window sunday-service)");
        assertThat(ec2.mutations).doesNotContain(STOP);

        camel.context.getRouteController().startRoute(route);
        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains(STOP));
        await().until(() -> told().isEmpty());
    }

    @Test
    void leavesNoMachineOnForEver() throws Exception {
        camel.close();
        camel = new WindowCamel(
                WINDOWS,
                clock,
                ec2,
                database,
                new OperatorStepLimits(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        stopped("ec2-stop");

        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains(STOP));
    }
}
