package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong around a window, one test a fault. */
final class FaultTableTest {
    private static final String START = "START " + ORIGIN;
    private static final String STOP = "STOP " + ORIGIN;
    private static final String ASSOCIATE = "ASSOCIATE " + EIP + " " + ENI;
    private static final String SUNDAY_ENFORCED = SUNDAY + "    manual: enforce\n";

    private Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private Stage given(String... declared) {
        stage.close();
        stage = new Stage(declared);
        return stage;
    }

    @Test
    void nothingGoesWrong() {
        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
        assertThat(stage.state("sunday-service")).isEqualTo("WAITING");
        assertThat(stage.status("sunday-service").getStart()).isEqualTo("2026-11-29T08:30-06:00[America/Chicago]");
        assertThat(stage.windows.getEc2Calls())
                .containsEntry("StartInstances", 1L)
                .containsEntry("StopInstances", 1L);
    }

    @Test
    void ec2IsAskedNothingOutsideWindowsAndOnlyToDescribeInside() {
        stage.runTo("2026-11-22T14:19:59Z");
        stage.windows.start("sunday-service");
        stage.windows.associate("sunday-service");
        stage.windows.stop("sunday-service");
        assertThat(stage.ec2.reads).isEmpty();

        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.reads.clear();
        stage.mutations().clear();
        stage.windows.stop("sunday-service");
        assertThat(stage.ec2.reads).isEmpty();
        stage.windows.reconcile();
        assertThat(stage.ec2.reads).containsExactly("DescribeInstances", "DescribeInstances", "DescribeAddresses");
        assertThat(stage.mutations()).isEmpty();
    }

    @Test
    void row1KilledBetweenStartAndAssociate() {
        stage.runTo("2026-11-22T14:20:00Z");

        stage.restart();
        stage.runTo("2026-11-22T14:22:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
    }

    @Test
    void row3KilledWhileStopping() {
        stage.runTo("2026-11-23T01:00:00Z");
        assertThat(stage.origin()).isEqualTo("stopping");

        stage.restart();
        stage.runTo("2026-11-23T01:02:00Z");

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void row4DownAcrossTheStart() {
        stage.clock.set("2026-11-22T15:00:00Z");

        stage.runTo("2026-11-22T15:01:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-111");
    }

    @Test
    void row5DownAcrossTheWholeWindow() {
        stage.ec2.machine(ORIGIN).start(stage.clock.instant());
        stage.clock.set("2026-11-23T01:00:00Z");

        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.ec2.reads).isEmpty();
    }

    @Test
    void row6DownAcrossTheEnd() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.clock.set("2026-11-23T05:00:00Z");

        stage.restart();
        stage.runTo("2026-11-23T05:00:30Z"); // one tick, because a single sighting is not enough to stop

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-112");
    }

    @Test
    void row6DownAcrossTheEndAndSomebodyStartedItAnewSince() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-23T03:00:00Z"));
        stage.clock.set("2026-11-23T05:00:00Z");

        stage.restart();
        stage.runTo("2026-11-23T06:00:00Z");

        assertThat(stage.calls("STOP")).isZero();
    }

    @Test
    void row8NoCapacityForAWhile() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:40:00Z");
        assertThat(stage.status("sunday-service").getLastProblem())
                .contains("WINDOW-111", "InsufficientInstanceCapacity");

        stage.ec2.mend("StartInstances");
        long refused = stage.calls("START");
        stage.runTo("2026-11-22T14:43:00Z");

        assertThat(refused).as("15 s to 2 min apart in 20 min").isBetween(10L, 20L);
        assertThat(stage.calls("START")).isEqualTo(refused + 1);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void row9FallsBackFromPendingToStopped() {
        stage.ec2.before("StartInstances", id -> {
            stage.ec2.machine(id).fallBack(stage.clock.instant(), "Client.InternalError");
            throw new Abort();
        });
        assertThatThrownBy(() -> stage.runTo("2026-11-22T14:20:00Z")).isInstanceOf(Abort.class);
        for (int i = 0; i < 60; i++) {
            stage.clock.pass(Stage.TICK);
            try {
                stage.windows.reconcile();
            } catch (Abort e) {
                assertThat(stage.calls("START")).isLessThanOrEqualTo(3);
            }
        }

        assertThat(stage.calls("START")).isEqualTo(3);
        assertThat(stage.state("sunday-service")).isEqualTo("DEGRADED");
        assertThat(stage.windows.reconcile().decisions())
                .filteredOn(decision -> decision.resource().equals(ORIGIN))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).contains("Client.InternalError"));
    }

    @Test
    void row10OneOfThreeAddressesFails() {
        String second = "eipalloc-0123456789abcdef1";
        String third = "eipalloc-0123456789abcdef2";
        given(SUNDAY.replace(
                "[{",
                "[{eip: " + second + ", eni: eni-0123456789abcdef0, privateIp: 10.0.1.1}, {eip: " + third
                        + ", eni: eni-0123456789abcdef0, privateIp: 10.0.1.2}, {"));
        stage.ec2.address(second).address(third).before("AssociateAddress", eip -> {
            if (eip.equals(second)) {
                throw SimulatedEc2.refusal(400, "InvalidNetworkInterfaceID.NotFound");
            }
        });
        stage.runTo("2026-11-22T14:30:00Z");

        assertThat(stage.ec2.holder(EIP)).isPresent();
        assertThat(stage.ec2.holder(third)).isPresent();
        assertThat(stage.ec2.holder(second)).isEmpty();
        assertThat(stage.state("sunday-service")).isNotEqualTo("OPEN");
        assertThat(stage.calls("ASSOCIATE " + EIP)).isEqualTo(1);
        assertThat(stage.calls("ASSOCIATE " + second)).isGreaterThan(10);

        stage.ec2.mend("AssociateAddress");
        stage.runTo("2026-11-22T14:31:00Z");
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void row11AddressHeldByAnotherInstance() {
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", "10.0.1.9");

        stage.runTo("2026-11-22T15:00:00Z");

        assertThat(stage.calls("ASSOCIATE")).isZero();
        assertThat(stage.state("sunday-service")).isEqualTo("DEGRADED");
        assertThat(stage.windows.reconcile().decisions())
                .filteredOn(decision -> decision.resource().equals(EIP))
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.reason()).contains("eni-0123456789abcdef1 of " + SECOND + " at 10.0.1.9"));
    }

    @Test
    void row12InterfaceOfAnotherInstance() {
        given(SUNDAY.replace("eni: eni-0123456789abcdef0", "eni: eni-0123456789abcdef1"));

        stage.runTo("2026-11-22T15:00:00Z");

        assertThat(stage.calls("ASSOCIATE")).isZero();
        assertThat(stage.calls("START")).isEqualTo(1);
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("is attached to no instance"));
    }

    @Test
    void row13AddressVanishesInsideTheWindow() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.hold(EIP, null, null);

        stage.windows.reconcile();

        assertThat(stage.ec2.holder(EIP)).contains(ENI);
    }

    @Test
    void row14SomebodyStopsItInsideTheWindowAndIsRespected() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");

        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-103");
        stage.runTo("2026-11-29T14:30:00Z");
        assertThat(stage.calls("START")).isEqualTo(2);
    }

    @Test
    void row14SomebodyStopsItInsideTheWindowAndItIsEnforced() {
        given(SUNDAY_ENFORCED);
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");

        stage.runTo("2026-11-22T15:03:00Z");

        assertThat(stage.calls("START")).isEqualTo(2);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void row15SomebodyStartsItEarly() {
        stage.ec2.machine(ORIGIN).start(stage.clock.instant());

        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).containsExactly(ASSOCIATE, STOP);
    }

    @Test
    void row16TheOperatingSystemShutsDown() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.InstanceInitiatedShutdown");

        stage.runTo("2026-11-22T15:03:00Z");

        assertThat(stage.calls("START")).isEqualTo(2);
    }

    @Test
    void row17Terminated() {
        stage.ec2.machine(ORIGIN).terminate();

        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-1");
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void row18StopHangs() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.ec2.before("StopInstances", id -> {
            throw SimulatedEc2.noAnswer();
        });

        stage.runTo("2026-11-23T01:15:00Z");

        assertThat(stage.state("sunday-service")).isEqualTo("CLOSING");
        assertThat(stage.status("sunday-service").getLastProblem()).contains("WINDOW-112");
        stage.ec2.mend("StopInstances");
        stage.runTo("2026-11-23T01:17:00Z");
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    @Test
    void row21PartitionFromAws() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-23T02:00:00Z");
        assertThat(stage.calls("STOP")).isZero();

        stage.ec2.mend("DescribeInstances");
        stage.windows.reconcile();

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row21AFailedDescriptionIsToldToTheRoute() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(503, "RequestLimitExceeded");
        });
        stage.clock.set("2026-11-22T14:20:00Z");

        assertThatThrownBy(() -> stage.windows.start("sunday-service"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("WINDOW-109")
                .hasMessageContaining("RequestLimitExceeded");
    }

    @Test
    void row21AddressesThatCannotBeSeenAreNotTouchedAndHinderNoStart() {
        stage.ec2.before("DescribeAddresses", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        stage.runTo("2026-11-22T14:30:00Z");

        assertThat(stage.mutations()).containsExactly(START);
        assertThat(stage.state("sunday-service")).isEqualTo("OPENING");
    }

    @Test
    void row22AnInstanceMissingFromADescriptionIsNotTakenForGone() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.ec2.before("DescribeInstances", any -> stage.ec2.blind = true);
        stage.runTo("2026-11-23T01:10:00Z");
        assertThat(stage.entry("sunday-service").claim(ORIGIN).claimPhase()).isEqualTo(ClaimPhase.HELD);
        assertThat(stage.calls("STOP")).isZero();

        stage.ec2.mend("DescribeInstances");
        stage.ec2.blind = false;
        stage.windows.reconcile();
        assertThat(stage.calls("STOP")).isZero();
        stage.clock.pass(Stage.TICK);
        stage.windows.reconcile();

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row24TheClockGoesBackAnHour() {
        stage.runTo("2026-11-23T01:05:00Z");
        stage.clock.set("2026-11-23T00:05:00Z");

        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
    }

    @Test
    void row24TheClockGoesBackAnHourInsideTheWindow() {
        stage.runTo("2026-11-22T14:25:00Z");
        stage.clock.set("2026-11-22T13:25:00Z");

        stage.runTo("2026-11-22T16:00:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
    }

    @Test
    void row27OverlappingWindowsKeepItOn() {
        given(SUNDAY, window("evening", "18:00", "21:00"));

        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);

        stage.runTo("2026-11-23T04:00:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
    }

    @Test
    void row28AdjacentWindowsCauseNoCall() {
        given(SUNDAY, window("late", "19:00", "21:00"));

        stage.runTo("2026-11-23T02:30:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThat(stage.state("late")).isEqualTo("OPEN");
    }

    @Test
    void row28AdjacentWindowsCauseNoCallWhicheverRouteRingsFirst() {
        given(SUNDAY, window("late", "19:00", "21:00"));
        stage.runTo("2026-11-23T00:59:30Z");
        stage.clock.set("2026-11-23T01:00:00Z");

        stage.windows.stop("sunday-service");
        stage.windows.start("late");
        stage.runTo("2026-11-23T02:30:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
    }

    @Test
    void row29EditedWhileOpen() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.declare(SUNDAY.replace("19:00", "16:00"));

        stage.restart();
        stage.runTo("2026-11-23T00:59:30Z");
        assertThat(stage.calls("STOP")).isZero();

        stage.runTo("2026-11-23T01:00:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row29RemovedWhileOpen() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.declare(window("other", "03:00", "04:00").replace(ORIGIN, SECOND));

        stage.restart();
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        stage.runTo("2026-11-23T01:02:00Z");

        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
    }

    @Test
    void row35OneWindowDeniedLeavesTheOthersAlone() {
        given(window("denied", "08:30", "19:00").replace(ORIGIN, SECOND), SUNDAY);
        stage.ec2.before("StartInstances", id -> {
            if (id.equals(SECOND)) {
                throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
            }
        });

        stage.runTo("2026-11-22T14:40:00Z");

        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        assertThat(stage.status("denied").getLastProblem()).contains("UnauthorizedOperation");
    }

    @Test
    void noResourceIsCalledTwiceInTwentySeconds() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.clock.set("2026-11-22T14:20:00Z");
        for (int second = 0; second <= 60; second++) {
            stage.windows.start("sunday-service");
            stage.windows.reconcile();
            stage.restart();
            stage.clock.pass(Duration.ofSeconds(1));
        }

        assertThat(stage.mutations()).isEqualTo(List.of(START, START, START));
    }

    /** Neither an address nor a stop waits longer after a refusal than the spacing, so that nothing else keeps them apart. */
    @Test
    void noResourceIsCalledTwiceInTwentySecondsAndAgainAfterThat() {
        List<String> called = new ArrayList<>();
        stage.ec2.before("AssociateAddress", id -> {
            called.add("ASSOCIATE " + stage.clock.instant());
            throw SimulatedEc2.refusal(400, "IncorrectInstanceState");
        });
        stage.ec2.before("StopInstances", id -> {
            called.add("STOP " + stage.clock.instant());
            throw SimulatedEc2.refusal(500, "InternalError");
        });
        stage.runTo("2026-11-22T14:20:00Z");
        lookEverySecond("2026-11-22T14:21:00Z", 50);
        stage.ec2.mend("AssociateAddress");
        stage.runTo("2026-11-23T00:59:50Z");
        lookEverySecond("2026-11-23T01:00:00Z", 50);

        assertThat(called)
                .containsExactly(
                        "ASSOCIATE 2026-11-22T14:21:00Z",
                        "ASSOCIATE 2026-11-22T14:21:20Z",
                        "ASSOCIATE 2026-11-22T14:21:40Z",
                        "STOP 2026-11-23T01:00:00Z",
                        "STOP 2026-11-23T01:00:20Z",
                        "STOP 2026-11-23T01:00:40Z");
    }

    private void lookEverySecond(String from, int seconds) {
        stage.clock.set(from);
        for (int second = 0; second < seconds; second++) {
            stage.windows.reconcile();
            stage.clock.pass(Duration.ofSeconds(1));
        }
    }

    /** The description of addresses comes after that of instances and takes as long as it likes. */
    @ParameterizedTest
    @CsvSource({"59, 1", "61, 0", "600, 0", "86400, 0"})
    void nothingIsStoppedOnDataOlderThanAMinute(long seconds, long stops) {
        given(SUNDAY, window("another", "18:59", "20:00").replace(ORIGIN, SECOND) + ADDRESS);
        stage.runTo("2026-11-23T00:59:30Z");
        stage.ec2.before("DescribeAddresses", any -> {
            stage.ec2.mend("DescribeAddresses");
            stage.clock.pass(Duration.ofSeconds(seconds));
        });
        stage.clock.set("2026-11-23T01:00:00Z");

        stage.windows.reconcile();

        assertThat(stage.ec2.reads).endsWith("DescribeAddresses");
        assertThat(stage.calls(STOP)).isEqualTo(stops);
        stage.runTo("2026-11-24T02:00:00Z");
        assertThat(stage.calls(STOP)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"59, 1", "61, 0", "600, 0"})
    void nothingIsStartedAttachedOrAssociatedOnDataOlderThanAMinute(long seconds, long calls) {
        String volume = "vol-0123456789abcdef0";
        given(
                SUNDAY + "    volumes: [{volume: " + volume + ", device: /dev/sdf}]\n",
                window("another", "08:25", "20:00").replace(ORIGIN, SECOND));
        stage.ec2.volume(volume);
        stage.runTo("2026-11-22T14:20:00Z");
        stage.ec2.before("DescribeAddresses", any -> {
            stage.ec2.mend("DescribeAddresses");
            stage.clock.pass(Duration.ofSeconds(seconds));
        });
        stage.clock.set("2026-11-22T14:25:00Z");

        stage.windows.reconcile();

        assertThat(stage.calls("ATTACH")).isEqualTo(calls);
        assertThat(stage.calls("ASSOCIATE")).isEqualTo(calls);
        assertThat(stage.calls("START " + SECOND)).isEqualTo(calls);
        stage.runTo("2026-11-22T14:40:00Z");
        assertThat(stage.mutations()).containsOnlyOnce("START " + SECOND, "ASSOCIATE " + EIP + " " + ENI);
    }

    /** Pages come one after the other; what the first one says is as old as when it was asked for. */
    @ParameterizedTest
    @CsvSource({"59, 1", "61, 0"})
    void anAnswerIsAsOldAsItsFirstQuestion(long seconds, long starts) {
        stage.clock.set("2026-11-22T14:20:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            if (stage.ec2.reads.size() == 2) {
                stage.clock.pass(Duration.ofSeconds(seconds));
            }
        });

        stage.windows.reconcile();

        assertThat(stage.calls("START")).isEqualTo(starts);
    }

    @Test
    void noResourceIsCalledTwiceInTwentySecondsThoughTheClockIsSetMeanwhile() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.clock.set("2026-11-22T14:20:00Z");
        for (int second = 0; second < 19; second++) {
            stage.windows.reconcile();
            stage.clock.pass(Duration.ofSeconds(1));
            if (second == 5) {
                stage.clock.jump(Duration.ofSeconds(50)); // too little to be noticed
            }
            if (second == 9) {
                stage.clock.jump(Duration.ofHours(2));
            }
            if (second == 14) {
                stage.restart();
            }
        }

        assertThat(stage.mutations()).containsExactly(START);
    }

    private static final String ADDRESS =
            "    addresses: [{eip: eipalloc-0123456789abcdef1, eni: eni-0123456789abcdef1}]\n";

    private static String window(String name, String opens, String closes) {
        return """
              - name: %s
                zone: America/Chicago
                when: {days: SUN, opens: "%s", closes: "%s"}
                lead: 0s
                instance: i-0123456789abcdef0
            """.formatted(name, opens, closes);
    }

    /** The process dies. */
    private static final class Abort extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
