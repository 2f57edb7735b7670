package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.hook.HookCall;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.ready.ReadyResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes before ready and before the stop. The window is open from 14:30 to 01:00 the next day, its lead begins at 14:20. */
final class HooksTest {
    private static final String SHIP_LOGS = """
                preStop: {route: "direct:ship-logs", within: 5m}
            """;
    private static final String WARM_UP = """
                beforeReady: {route: "direct:warm-up", within: 4m}
                ready: {http: "http://198.51.100.7:1935/"}
            """;

    private final List<HookCall> calls = new ArrayList<>();
    private CompletableFuture<Void> run = new CompletableFuture<>();
    private Stage stage = given(SUNDAY + SHIP_LOGS);

    private Stage given(String... declared) {
        if (stage != null) {
            stage.close();
        }
        stage = new Stage(declared);
        stage.hooks = call -> {
            calls.add(call);
            run = new CompletableFuture<>();
            return run;
        };
        return stage;
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void theStopWaitsForTheRouteAndComesAtTheNextLook() {
        stage.runTo("2026-11-23T01:02:00Z");
        assertThat(stage.calls("STOP")).isZero();
        assertThat(stage.state("sunday-service")).isEqualTo("CLOSING");
        run.complete(null);

        stage.windows.reconcile();

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(calls)
                .containsExactly(new HookCall(
                        "direct:ship-logs",
                        "sunday-service",
                        Instant.parse("2026-11-22T14:30:00Z"),
                        Instant.parse("2026-11-23T01:00:00Z"),
                        List.of(ORIGIN),
                        Instant.parse("2026-11-23T01:05:00Z")));
        stage.runTo("2026-11-23T01:10:00Z");
        assertThat(calls).hasSize(1);
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void theLimitHoldsThoughTheClockIsSetBackMeanwhile() {
        stage.runTo("2026-11-23T01:01:00Z");
        for (int step = 0; step < 3; step++) {
            stage.clock.jump(Duration.ofSeconds(-50)); // less than what is noticed as a step
            stage.windows.reconcile();
        }
        stage.clock.set("2026-11-23T01:02:00Z");
        stage.windows.reconcile();
        assertThat(run.isCancelled()).isFalse();

        stage.clock.set("2026-11-23T01:02:30Z"); // 01:05:00 in truth
        stage.windows.reconcile();

        assertThat(run.isCancelled()).isTrue();
    }

    @Test
    void theLimitHoldsOverARestartToo() {
        stage.runTo("2026-11-23T01:01:00Z");
        stage.restart();
        stage.runTo("2026-11-23T01:01:30Z");
        assertThat(calls).hasSize(2);
        stage.clock.jump(Duration.ofSeconds(-50));

        stage.clock.set("2026-11-23T01:04:05Z");
        stage.windows.reconcile();
        assertThat(run.isCancelled()).isFalse();
        stage.clock.set("2026-11-23T01:04:10Z"); // 01:05:00 in truth
        stage.windows.reconcile();

        assertThat(run.isCancelled()).isTrue();
    }

    @Test
    void row33ThePreStopRouteHangsAndIsCutAtItsLimit() {
        stage.runTo("2026-11-23T01:04:30Z");
        assertThat(stage.calls("STOP")).isZero();
        assertThat(run.isCancelled()).isFalse();

        stage.runTo("2026-11-23T01:05:00Z");

        assertThat(run.isCancelled()).isTrue();
        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-122", "direct:ship-logs");
    }

    @Test
    void row33ARouteThatFailsHoldsNothingUp() {
        stage.hooks = call -> CompletableFuture.failedFuture(new IllegalStateException("no ssh"));

        stage.runTo("2026-11-23T01:00:00Z");

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-123", "no ssh");
    }

    @Test
    void row3KilledDuringThePreStopTheRestOfItRunsWithinItsLimit() {
        stage.runTo("2026-11-23T01:01:00Z");
        CompletableFuture<Void> killed = run;

        stage.clock.set("2026-11-23T01:03:00Z");
        stage.restart();
        stage.runTo("2026-11-23T01:04:00Z");

        assertThat(run).isNotSameAs(killed);
        assertThat(calls).extracting(HookCall::deadline).containsOnly(Instant.parse("2026-11-23T01:05:00Z"));
        assertThat(stage.calls("STOP")).isZero();
        stage.runTo("2026-11-23T01:05:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(calls).hasSize(2);
    }

    @Test
    void row3KilledDuringThePreStopAndUpAfterItsLimitItStopsWithoutIt() {
        stage.runTo("2026-11-23T01:01:00Z");

        stage.clock.set("2026-11-23T03:00:00Z");
        stage.restart();
        stage.windows.reconcile();
        stage.clock.pass(Stage.TICK); // to be seen twice
        stage.windows.reconcile();

        assertThat(calls).hasSize(1);
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row3KilledAfterThePreStopItDoesNotRunAgain() {
        stage.ec2.before("StopInstances", id -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runTo("2026-11-23T01:01:00Z");
        run.complete(null);
        stage.runTo("2026-11-23T01:02:00Z");

        stage.restart();
        stage.ec2.mend("StopInstances");
        stage.runTo("2026-11-23T01:04:00Z");

        assertThat(calls).hasSize(1);
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    @Test
    void whatIsNotStoppedNeedsNoRoute() {
        given(SUNDAY + SHIP_LOGS, """
                  - name: evening
                    zone: America/Chicago
                    when: {days: SUN, opens: "18:00", closes: "21:00"}
                    lead: 0s
                    instance: i-0123456789abcdef0
                """);

        stage.runTo("2026-11-23T03:02:00Z");

        assertThat(calls).isEmpty();
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void aRouteBeforeReadyRunsOnceAllIsInPlaceAndThePageIsAskedAfterIt() {
        given(SUNDAY + WARM_UP);
        stage.answer = new ReadyResult(true, "answers");
        stage.runTo("2026-11-22T14:22:00Z");

        assertThat(calls).extracting(HookCall::route).containsExactly("direct:warm-up");
        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI);
        assertThat(stage.state("sunday-service")).isEqualTo("OPENING");
        run.complete(null);
        stage.windows.reconcile();
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        stage.runTo("2026-11-22T16:00:00Z");
        assertThat(calls).hasSize(1);
    }

    @Test
    void row33ARouteBeforeReadyThatHangsIsCutAndTheWindowOpensAllTheSame() {
        given(SUNDAY + WARM_UP);
        stage.runTo("2026-11-22T14:30:00Z");

        assertThat(run.isCancelled()).isTrue();
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-122", "direct:warm-up");
    }

    @Test
    void anInstanceThatHadToBeStartedAgainIsMadeReadyAgain() {
        given(SUNDAY + WARM_UP);
        stage.runTo("2026-11-22T14:22:00Z");
        run.complete(null);
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.InstanceInitiatedShutdown");

        stage.runTo("2026-11-22T15:05:00Z");

        assertThat(calls).hasSize(2);
        assertThat(stage.state("sunday-service")).isEqualTo("OPENING");
    }

    @Test
    void theEndCutsARouteBeforeReady() {
        given(SUNDAY + WARM_UP.replace("4m", "24h"));
        stage.runTo("2026-11-23T00:59:30Z");
        assertThat(run.isDone()).isFalse();

        stage.runTo("2026-11-23T01:00:00Z");

        assertThat(run.isCancelled()).isTrue();
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }
}
