package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.plan.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that is killed before or after any step of the shipped routes of an action: the next one finishes the work, once. */
final class KilledActionTest {
    private static final String ORIGIN = "i-0123456789abcdef0";
    private static final String EIP = "eipalloc-0123456789abcdef0";
    private static final String ENI = "eni-0123456789abcdef0";
    private static final String WINDOWS = """
        windows:
          - name: sunday-service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef0
            addresses:
              - {eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}
        """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 =
            new SimulatedEc2(clock).instance(ORIGIN, ENI).address(EIP);
    private final StateDatabase database = StateDatabase.inMemory();
    private final Killed killed = new Killed();
    private final List<WindowCamel> processes = new ArrayList<>();

    /** Where the process is killed: it never comes further than this. */
    public static final class Killed {
        private final CountDownLatch here = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        public void here() throws InterruptedException {
            here.countDown();
            end.await();
            throw new IllegalStateException("killed");
        }
    }

    /** Before the first step, or after the step with this id. */
    record Place(Action action, String step) {
        String file() {
            return "ec2-" + action.name().toLowerCase(Locale.ROOT) + (step.isEmpty() ? "" : "-call") + ".camel.yaml";
        }

        String edit(String text) {
            String kill = "- bean: {id: killed, ref: killed, method: here}\n";
            if (step.isEmpty()) {
                return text.replaceFirst("      steps:\n", "$0        " + kill);
            }
            int at = text.indexOf("." + step + "\n");
            int next = text.indexOf("\n        - ", at);
            int end = next < 0 ? text.length() : next + 1;
            return text.substring(0, end) + "        " + kill + text.substring(end);
        }

        @Override
        public String toString() {
            return action + (step.isEmpty() ? " before its steps" : " after " + step);
        }
    }

    static Stream<Place> places() {
        return Stream.of(Action.START, Action.ASSOCIATE, Action.STOP)
                .flatMap(
                        action -> Stream.of("", "due", "intend", "call", "done").map(step -> new Place(action, step)));
    }

    @AfterEach
    void close() {
        killed.end.countDown();
        processes.forEach(WindowCamel::close);
        database.close();
    }

    private WindowCamel process(Place place, boolean edited) throws Exception {
        WindowCamel camel = new WindowCamel(WINDOWS, clock, ec2, database, OperatorStepLimits.DEFAULT);
        camel.context.getRegistry().bind("killed", killed);
        if (edited) {
            camel.edit(place.file(), place::edit);
        }
        camel.load();
        camel.context.start();
        processes.add(camel);
        return camel;
    }

    /** Looks every 30 s until {@code instant}, or until the process is killed. */
    private void run(WindowCamel camel, String instant) {
        while (clock.instant().toString().compareTo(instant) < 0) {
            ReconcileResult reconcileResult = camel.windows.reconcile();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> isKilled(camel) || isSettled(camel, reconcileResult));
            if (isKilled(camel)) {
                return;
            }
            // Between the edges nothing is due.
            boolean isQuiet = clock.instant().isAfter(Instant.parse("2026-11-22T14:50:00Z"))
                    && clock.instant().isBefore(Instant.parse("2026-11-23T00:50:00Z"));
            clock.pass(isQuiet ? Duration.ofHours(1) : Stage.TICK);
        }
    }

    private boolean isKilled(WindowCamel camel) {
        return camel == processes.get(0) && killed.here.getCount() == 0;
    }

    private static boolean isSettled(WindowCamel camel, ReconcileResult reconcileResult) {
        return camel.actions.await(reconcileResult.due(), Duration.ZERO).stream()
                .noneMatch(outcome -> outcome.state() == ActionOutcome.State.WAITING);
    }

    @ParameterizedTest
    @MethodSource("places")
    void theNextProcessFinishesTheWorkOnce(Place place) throws Exception {
        WindowCamel first = process(place, true);
        run(first, "2026-11-23T01:30:00Z");
        // After its last step an action is settled before its thread comes to where it is killed.
        assertThat(killed.here.await(10, TimeUnit.SECONDS)).as("killed").isTrue();

        WindowCamel second = process(place, false);
        // The first process may have come past the start while its action's thread was on its way to where it is
        // killed.
        Instant killedAt = clock.instant();
        Instant started = Instant.parse("2026-11-22T14:30:00Z");
        run(second, (killedAt.isBefore(started) ? started : killedAt.plus(Duration.ofMinutes(5))).toString());
        if (killedAt.isBefore(Instant.parse("2026-11-22T15:00:00Z"))) {
            assertThat(ec2.state(ORIGIN)).isEqualTo("running");
            assertThat(ec2.holder(EIP)).isPresent();
        }
        run(second, "2026-11-23T01:30:00Z");

        assertThat(ec2.state(ORIGIN)).isEqualTo("stopped");
        assertThat(ec2.mutations).containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "STOP " + ORIGIN);
        assertThat(second.windows.getWindows().get(0).getState()).isEqualTo("WAITING");
    }
}
