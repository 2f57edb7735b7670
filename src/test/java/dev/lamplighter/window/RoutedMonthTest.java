package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A month over the shipped route files comes to the same calls at the same times as by the port alone, by which the simulations
 * of years go.
 */
final class RoutedMonthTest {
    private static final String FIRST = "i-0123456789abcdef0";
    private static final String SECOND = "i-0123456789abcdef1";
    private static final String EIP = "eipalloc-0123456789abcdef0";
    private static final String VOLUME = "vol-0123456789abcdef0";
    private static final String WINDOWS = """
            windows:
              - name: sunday-service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "12:00"}
                instance: i-0123456789abcdef0
                addresses:
                  - {eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}
                volumes:
                  - {volume: vol-0123456789abcdef0, instance: i-0123456789abcdef0, device: /dev/sdf}
              - name: sunday-evening
                zone: America/Chicago
                when: {days: SUN, opens: "11:55", closes: "14:00"}
                instance: i-0123456789abcdef0
              - name: rehearsal
                zone: Europe/Berlin
                when: {days: [TUE, THU, FRI], opens: "19:00", closes: "21:30"}
                instance: i-0123456789abcdef1
                alternates: [c6i.large]
                then: hibernate
            """;
    private static final Instant FROM = Instant.parse("2026-10-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T00:00:00Z");

    private static SimulatedEc2 account(SimulatedClock clock) {
        return new SimulatedEc2(clock)
                .instance(FIRST, "eni-0123456789abcdef0")
                .instance(SECOND, "eni-0123456789abcdef1")
                .address(EIP)
                .volume(VOLUME);
    }

    @Test
    void comesToTheSameCallsAtTheSameTimes() throws Exception {
        List<String> direct = byThePort();

        assertThat(direct).hasSizeGreaterThan(30);
        assertThat(byTheRoutes()).isEqualTo(direct);
    }

    private static List<String> byThePort() {
        SimulatedClock clock = new SimulatedClock(FROM.toString());
        SimulatedEc2 ec2 = account(clock);
        List<StreamingWindow> windows =
                ParsedWindowsFile.parse("windows.yaml", WINDOWS, FROM).windows();
        try (StateDatabase database = StateDatabase.inMemory()) {
            StreamingWindows direct = new StreamingWindows(
                    windows,
                    new WindowJournal(database.dataSource()),
                    new WindowPorts(new SdkEc2Actions(ec2, clock), Stage.ALWAYS_READY, clock::nanoTime),
                    clock,
                    Duration.ofMinutes(3));
            return month(clock, ec2, windows, direct::reconcile);
        }
    }

    private static List<String> byTheRoutes() throws Exception {
        SimulatedClock clock = new SimulatedClock(FROM.toString());
        SimulatedEc2 ec2 = account(clock);
        List<StreamingWindow> windows =
                ParsedWindowsFile.parse("windows.yaml", WINDOWS, FROM).windows();
        try (WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2)) {
            camel.load();
            camel.context.start();
            return month(clock, ec2, windows, () -> {
                ReconcileResult reconcileResult = camel.windows.reconcile();
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> camel.actions.await(reconcileResult.due(), Duration.ZERO).stream()
                                .noneMatch(outcome -> outcome.state() == ActionOutcome.State.WAITING));
            });
        }
    }

    /** Looks every 30 s around the edges of windows. */
    private static List<String> month(
            SimulatedClock clock, SimulatedEc2 ec2, List<StreamingWindow> windows, Runnable look) {
        List<String> calls = new ArrayList<>();
        for (Instant now = FROM; now.isBefore(TO); now = now.plus(Stage.TICK)) {
            if (isNearAnEdge(windows, now)) {
                clock.set(now.toString());
                look.run();
                ec2.mutations.stream()
                        .skip(calls.size())
                        .map(call -> now(clock) + call)
                        .sorted()
                        .forEach(calls::add);
            }
        }
        return calls;
    }

    private static String now(SimulatedClock clock) {
        return clock.instant() + " ";
    }

    private static boolean isNearAnEdge(List<StreamingWindow> windows, Instant now) {
        return windows.stream()
                .flatMap(window ->
                        window
                                .schedule()
                                .occurrences(now.minus(Duration.ofHours(6)), now.plus(Duration.ofHours(6)))
                                .stream())
                .anyMatch(occurrence -> isNear(now, occurrence.start()) || isNear(now, occurrence.end()));
    }

    private static boolean isNear(Instant now, Instant edge) {
        return !now.isBefore(edge.minus(Duration.ofMinutes(11))) && now.isBefore(edge.plus(Duration.ofMinutes(6)));
    }
}
