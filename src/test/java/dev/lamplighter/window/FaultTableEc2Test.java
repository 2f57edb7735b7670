package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What EC2 itself does to a window: rates, capacity, starts that come to nothing, answers that can't be believed. */
final class FaultTableEc2Test {
    private static final String START = "START " + ORIGIN;
    private static final String STOP = "STOP " + ORIGIN;
    private static final String MACHINE_ONLY = SUNDAY.replaceAll("    addresses: .*\n", "");
    private static final String WITH_ALTERNATES = MACHINE_ONLY + "    alternates: [c6i.large, c5.large]\n";

    private Stage stage = new Stage(MACHINE_ONLY);

    @AfterEach
    void close() {
        stage.close();
    }

    private Stage given(String... declared) {
        stage.close();
        stage = new Stage(declared);
        return stage;
    }

    /** A storm of other callers for two minutes, while 30 machines have to go off and 30 others on. */
    @Test
    void row07RequestLimitExceededStormSlowsDownAndStopsGoBeforeStarts() {
        List<String> ending = ids("a");
        List<String> beginning = ids("b");
        given(window("early", "07:00", "08:30", ending), window("late", "08:30", "10:00", beginning));
        ending.forEach(id -> stage.ec2.instance(id, "eni-" + id));
        beginning.forEach(id -> stage.ec2.instance(id, "eni-" + id));
        List<Instant> starts = new ArrayList<>();
        Instant calm = Instant.parse("2026-11-22T14:32:00Z");
        for (String operation : List.of("StartInstances", "StopInstances")) {
            stage.ec2.before(operation, id -> {
                if (operation.equals("StartInstances")) {
                    starts.add(stage.clock.instant());
                }
                boolean storm = stage.clock.instant().isAfter(Instant.parse("2026-11-22T14:29:30Z"));
                if (storm && stage.clock.instant().isBefore(calm)) {
                    throw SimulatedEc2.refusal(503, "RequestLimitExceeded");
                }
            });
        }
        runAsTheRouteDoesTo("2026-11-22T14:29:30Z");
        stage.mutations().clear();
        runAsTheRouteDoesTo("2026-11-22T14:30:01Z");
        List<String> first = List.copyOf(stage.mutations());
        runAsTheRouteDoesTo("2026-11-22T14:40:00Z");

        assertThat(first).isNotEmpty();
        assertThat(first.get(0)).startsWith("STOP");
        assertThat(first.indexOf("START " + beginning.get(0)))
                .as("the first start comes after the stops of its tick")
                .isGreaterThan(0);
        assertThat(ending).allSatisfy(id -> assertThat(stage.ec2.state(id)).isEqualTo("stopped"));
        assertThat(beginning).allSatisfy(id -> assertThat(stage.ec2.state(id)).isEqualTo("running"));
        assertAtMost(2, 1, starts);
        assertThat(starts.stream().filter(at -> at.isBefore(calm) && at.isAfter(Instant.parse("2026-11-22T14:29:59Z"))))
                .as("in two minutes of storm each refusal shuts the door for longer")
                .hasSizeLessThan(12);
    }

    @Test
    void row08CapacityErrorsAreAnsweredWithAlternatesAndTheOwnTypeComesBack() {
        given(WITH_ALTERNATES);
        noCapacityFor("c7i.large", "c6i.large");

        stage.runTo("2026-11-22T14:30:00Z");

        assertThat(stage.mutations())
                .containsExactly(
                        START, "MODIFY " + ORIGIN + " c6i.large", START, "MODIFY " + ORIGIN + " c5.large", START);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        stage.restart();
        stage.runTo("2026-11-23T01:05:00Z");
        assertThat(stage.mutations()).endsWith(STOP, "MODIFY " + ORIGIN + " c7i.large");
        assertThat(stage.ec2.type(ORIGIN)).isEqualTo("c7i.large");
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void row08NoTypeCanBeHadUntilLateAndAllAreTriedInTurn() {
        given(WITH_ALTERNATES);
        noCapacityFor("c7i.large", "c6i.large", "c5.large");
        stage.runTo("2026-11-22T14:40:00Z");
        assertThat(stage.status("sunday-service").getLastProblem())
                .contains("WINDOW-111", "InsufficientInstanceCapacity");
        assertThat(stage.calls("MODIFY " + ORIGIN + " c7i.large")).isGreaterThan(1);

        stage.ec2.mend("StartInstances");
        stage.runTo("2026-11-22T14:44:00Z");

        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void row08AnOverlappingWindowKeepsTheLentTypeUntilItsOwnEnd() {
        given(WITH_ALTERNATES, window("evening", "18:00", "21:00", List.of(ORIGIN)));
        noCapacityFor("c7i.large");

        stage.runTo("2026-11-23T02:30:00Z");
        assertThat(stage.ec2.type(ORIGIN)).isEqualTo("c6i.large");
        stage.runTo("2026-11-23T03:05:00Z");

        assertThat(stage.ec2.type(ORIGIN)).isEqualTo("c7i.large");
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row08ATypeThatAPersonGaveIsLeft() {
        given(WITH_ALTERNATES);
        noCapacityFor("c7i.large");
        stage.runTo("2026-11-23T00:59:30Z");
        stage.ec2.machine(ORIGIN).type = "m7i.large";

        stage.runTo("2026-11-23T01:05:00Z");

        assertThat(stage.ec2.type(ORIGIN)).isEqualTo("m7i.large");
        assertThat(new WindowJournal(stage.dataSource()).lentTypes()).isEmpty();
    }

    @Test
    void row08AQuotaIsToldAsOne() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(400, "VcpuLimitExceeded");
        });

        stage.runTo("2026-11-22T14:20:00Z");

        assertThat(stage.status("sunday-service").getLastProblem()).contains("VcpuLimitExceeded", "quota");
    }

    @Test
    void row08WhatWasTriedSurvivesARestart() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:35:00Z");
        long before = stage.calls("START");

        for (int i = 0; i < 10; i++) {
            stage.restart();
            stage.windows.reconcile();
            stage.clock.pass(Duration.ofSeconds(5));
        }

        assertThat(stage.calls("START") - before).as("50 s of restarts").isLessThanOrEqualTo(1);
        assertThat(stage.entry("sunday-service").attempts()).isEqualTo((int) stage.calls("START"));
        assertThat(stage.entry("sunday-service").lastError()).contains("InsufficientInstanceCapacity");
    }

    @Test
    void row09FallsBackToStoppedIsSeenAtTheNextLookAndTriedTwiceMore() {
        stage.ec2.after(
                "StartInstances", id -> stage.ec2.machine(id).fallBack(stage.clock.instant(), "Client.InternalError"));

        stage.runTo("2026-11-22T14:20:30Z");
        assertThat(stage.calls("START")).as("one tick later").isEqualTo(2);
        stage.runTo("2026-11-22T14:35:00Z");

        assertThat(stage.calls("START")).isEqualTo(3);
        assertThat(stage.state("sunday-service")).isEqualTo("DEGRADED");
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("Client.InternalError", "3 starts"));
    }

    @Test
    void row09AFallBackForCapacityTriesAnotherType() {
        given(WITH_ALTERNATES);
        stage.ec2.after("StartInstances", id -> {
            if (stage.ec2.type(id).equals("c7i.large")) {
                stage.ec2.machine(id).fallBack(stage.clock.instant(), "Server.InsufficientInstanceCapacity");
            }
        });

        stage.runTo("2026-11-22T14:25:00Z");

        assertThat(stage.mutations()).containsExactly(START, "MODIFY " + ORIGIN + " c6i.large", START);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void row16TheOperatingSystemShutsDownTwiceAndIsRestartedOnce() {
        stage.runTo("2026-11-22T15:00:00Z");
        shutDownFromInside("2026-11-22T15:10:00Z");
        assertThat(stage.calls("START")).isEqualTo(2);
        shutDownFromInside("2026-11-22T15:20:00Z");

        assertThat(stage.calls("START")).isEqualTo(2);
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("Client.InstanceInitiatedShutdown"));
    }

    @Test
    void row16OneThatRanBeforeIsRestartedOnceToo() {
        stage.ec2.machine(ORIGIN).start(stage.clock.instant());
        stage.runTo("2026-11-22T15:00:00Z");
        shutDownFromInside("2026-11-22T15:10:00Z");
        assertThat(stage.calls("START")).isEqualTo(1);
        shutDownFromInside("2026-11-22T15:20:00Z");

        assertThat(stage.calls("START")).isEqualTo(1);
    }

    private void shutDownFromInside(String until) {
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.InstanceInitiatedShutdown");
        stage.runTo(until);
    }

    @Test
    void row21DataThatGrewOldDuringALookIsNotActedUpon() {
        given(MACHINE_ONLY.replace("instance: " + ORIGIN, "instances: [" + ORIGIN + ", " + SECOND + "]"));
        stage.runTo("2026-11-23T00:59:30Z");
        stage.ec2.before("StopInstances", id -> stage.clock.pass(Duration.ofMinutes(2)));
        stage.clock.set("2026-11-23T01:00:00Z");

        stage.windows.reconcile();
        stage.windows.reconcile();

        // Each pass stops one; the other's description is two minutes old by then.
        assertThat(stage.calls("STOP " + ORIGIN)).isEqualTo(1);
        assertThat(stage.calls("STOP " + SECOND)).isEqualTo(1);
    }

    @Test
    void row21NothingIsStoppedOnOneSightingAfterABoot() {
        stage.runTo("2026-11-22T20:00:00Z");
        stage.clock.set("2026-11-23T01:00:00Z");
        stage.restart();

        stage.windows.reconcile();
        stage.clock.pass(Duration.ofSeconds(9));
        stage.windows.reconcile();
        assertThat(stage.calls("STOP")).isZero();
        stage.clock.pass(Duration.ofSeconds(1));
        stage.windows.reconcile();

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row22ABlipIsNoAlertAndALongAbsenceIsOneAndTheIdIsKeptEitherWay() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.blind = true;
        stage.runTo("2026-11-22T15:04:00Z");
        assertThat(stage.windows.reconcile().decisions())
                .noneSatisfy(
                        decision -> assertThat(decision.ruleResult().problem()).isNotNull());
        stage.runTo("2026-11-22T15:06:00Z");
        assertThat(stage.windows.reconcile().decisions())
                .anySatisfy(decision -> assertThat(decision.reason()).contains("doesn't list the instance"));
        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(stage.entry("sunday-service").claim(ORIGIN).claimPhase()).isEqualTo(ClaimPhase.HELD);
        assertThat(stage.calls("START")).isEqualTo(1);
    }

    @Test
    void row22NotFoundFromStopIsTriedAgainAndTheIdKept() {
        stage.runTo("2026-11-23T00:59:30Z");
        stage.ec2.before("StopInstances", id -> {
            throw SimulatedEc2.refusal(400, "InvalidInstanceID.NotFound");
        });
        stage.runTo("2026-11-23T01:03:00Z");
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSING);
        stage.ec2.mend("StopInstances");

        stage.runTo("2026-11-23T01:05:00Z");

        assertThat(stage.origin()).isEqualTo("stopped");
        assertThat(stage.entry("sunday-service").phase()).isEqualTo(Phase.CLOSED);
    }

    private void noCapacityFor(String... types) {
        stage.ec2.before("StartInstances", id -> {
            if (List.of(types).contains(stage.ec2.type(id))) {
                throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
            }
        });
    }

    /** As windows-reconcile: every 30 s, and every 2 s while calls wait for EC2's rates. */
    private void runAsTheRouteDoesTo(String instant) {
        Instant end = Instant.parse(instant);
        while (stage.clock.instant().isBefore(end)) {
            Instant next = stage.clock.instant().plus(Stage.TICK);
            boolean more = stage.windows.reconcile().waiting();
            while (more && stage.clock.instant().isBefore(end)) {
                stage.clock.pass(Duration.ofSeconds(2));
                more = stage.windows.reconcile().waiting();
            }
            Instant now = stage.clock.instant();
            stage.clock.set((now.isBefore(next) ? next : now.plusSeconds(1)).toString());
        }
    }

    /** That no stretch of time has more calls than a bucket of that size with that refill lets through. */
    private static void assertAtMost(int burst, double perSecond, List<Instant> calls) {
        for (int first = 0; first < calls.size(); first++) {
            for (int last = first; last < calls.size(); last++) {
                double seconds =
                        Duration.between(calls.get(first), calls.get(last)).toMillis() / 1000.0;
                assertThat((double) (last - first + 1))
                        .as("calls within %s s", seconds)
                        .isLessThanOrEqualTo(burst + seconds * perSecond + 0.001);
            }
        }
    }

    private static List<String> ids(String kind) {
        return IntStream.range(0, 30)
                .mapToObj(i -> "i-0" + kind + String.format("%06x", i))
                .toList();
    }

    private static String window(String name, String opens, String closes, List<String> ids) {
        return """
              - name: %s
                zone: America/Chicago
                when: {days: SUN, opens: "%s", closes: "%s"}
                lead: 0s
                instances: %s
            """.formatted(name, opens, closes, ids);
    }
}
