package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A guard at 22:00 in Chicago, which is 04:00Z; the Sunday window of the same instance ends at 01:00Z. */
final class GuardsTest {
    private static final String NIGHTLY = """
          - name: nightly-stop
            zone: America/Chicago
            guard: {days: MON-SUN, at: "22:00"}
            instances: [i-0123456789abcdef0, i-0123456789abcdef1]
        """;
    /** Sundays from 21:55, lead from 21:45, to 23:00 in Chicago. */
    private static final String LATE = """
          - name: late-service
            zone: America/Chicago
            when: {days: SUN, opens: "21:55", closes: "23:00"}
            instance: i-0123456789abcdef0
        """;

    private static final String STOP = "STOP " + ORIGIN;

    private final Stage stage = new Stage(NIGHTLY);

    @AfterEach
    void close() {
        stage.close();
    }

    private void declare(String... declared) {
        stage.declare(declared);
        stage.restart();
    }

    private void startByHand(String instance, String instant) {
        stage.ec2.machine(instance).start(Instant.parse(instant));
    }

    private List<Alert> missed() {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals("WINDOW-166"))
                .toList();
    }

    private void silence() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(400, "ExpiredToken");
        });
    }

    @Test
    void whatSomebodyLeftOnIsStoppedAtTheGuardsMomentAndNotBefore() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");

        stage.runTo("2026-11-23T03:59:30Z");
        assertThat(stage.mutations()).isEmpty();
        stage.runTo("2026-11-23T04:05:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(stage.origin()).isEqualTo("stopped");
        assertThat(stage.entry("nightly-stop").phase()).isEqualTo(Phase.CLOSED);
        assertThat(stage.entry("nightly-stop").start()).isEqualTo("2026-11-23T04:00:00Z");
        assertThat(stage.entry("nightly-stop").lastReason())
                .contains(ORIGIN + " stopped"); // the other one was off, and released before
        assertThat(missed()).isEmpty();
    }

    @Test
    void itComesOnceANightAndWhatIsStartedAfterItStaysOnUntilTheNext() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T04:10:00Z");
        startByHand(ORIGIN, "2026-11-23T04:10:00Z");

        stage.runTo("2026-11-24T03:59:30Z");
        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(stage.origin()).isEqualTo("running");
        stage.runTo("2026-11-24T04:05:00Z");

        assertThat(stage.mutations()).containsExactly(STOP, STOP);
    }

    @Test
    void whatIsStartedBetweenTheStopAndItsCarryingOutIsNotStoppedAgain() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T04:01:30Z");
        assertThat(stage.mutations()).containsExactly(STOP);
        startByHand(ORIGIN, "2026-11-23T04:03:00Z");

        stage.runTo("2026-11-23T06:00:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(stage.origin()).isEqualTo("running");
    }

    @Test
    void aWindowThatWantsItJustThenKeepsItAndStopsItAtItsOwnEnd() {
        declare(NIGHTLY, LATE);

        stage.runTo("2026-11-23T04:30:00Z");
        assertThat(stage.origin()).isEqualTo("running");
        assertThat(stage.entry("nightly-stop").lastReason()).contains(ORIGIN + " kept on for late-service");
        stage.runTo("2026-11-23T05:05:00Z");

        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, STOP);
        assertThat(missed()).isEmpty();
    }

    @Test
    void anExtendedWindowKeepsItToo() {
        declare(NIGHTLY, SUNDAY);
        stage.runTo("2026-11-23T00:30:00Z");
        stage.operations.extend("sunday-service", "4h", "ann", "vigil", false);

        stage.runTo("2026-11-23T04:59:30Z");
        assertThat(stage.origin()).isEqualTo("running");
        stage.runTo("2026-11-23T05:05:00Z");

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void aHoldKeepsItOnAndIsNoMissedGuard() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-22T15:10:00Z");
        stage.operations.hold(ORIGIN, "2026-11-23T10:00:00Z", "ann", "update", false);

        stage.runTo("2026-11-23T11:00:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(missed()).isEmpty();
        assertThat(stage.entry("nightly-stop").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void aHoldThatEndsWithinTheHourIsFollowedByTheStop() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-22T15:10:00Z");
        stage.operations.hold(ORIGIN, "2026-11-23T04:30:00Z", "ann", "update", false);

        stage.runTo("2026-11-23T04:29:30Z");
        assertThat(stage.mutations()).isEmpty();
        stage.runTo("2026-11-23T04:35:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
    }

    @Test
    void aServiceThatComesHalfAnHourLateStopsIt() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T03:30:00Z");
        stage.clock.set("2026-11-23T04:30:00Z");
        stage.restart();

        stage.runTo("2026-11-23T04:35:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(missed()).isEmpty();
    }

    @Test
    void aServiceThatComesLaterThanAnHourTellsThatItWasMissedAndStopsNothing() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T03:30:00Z");
        stage.clock.set("2026-11-23T05:00:30Z");
        stage.restart();

        stage.runTo("2026-11-23T05:30:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(missed()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(AlertSeverity.ERROR);
            assertThat(alert.text())
                    .contains(
                            "nightly-stop 2026-11-23T04:00:00Z",
                            "and since 2026-11-23T05:00:00Z it is too late",
                            "the service did not run");
        });
        stage.runTo("2026-11-24T04:05:00Z");
        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(missed()).isEmpty();
        assertThat(stage.operations.report("2026-11"))
                .anyMatch(line -> line.startsWith("missed: nightly-stop, Sun 22 Nov, 22:00 to 23:00 CST"))
                .anyMatch(line -> line.startsWith("window nightly-stop: ")
                        && line.contains(", 1 missed;")
                        && line.contains(", 0 min late, ")
                        && line.contains(", 0 min without machine, "));
    }

    @Test
    void aGuardThatIsDeclaredAfterItsMomentComesTheNextNight() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        declare(NIGHTLY.replace("22:00", "23:30"));
        stage.runTo("2026-11-23T04:30:00Z");
        stage.declare(NIGHTLY);
        assertThat(stage.reload()).singleElement().asString().contains("nightly-stop  changed");

        stage.runTo("2026-11-23T06:00:00Z");
        assertThat(stage.mutations()).isEmpty();
        assertThat(missed()).isEmpty();
        stage.runTo("2026-11-24T04:05:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
    }

    @Test
    void nothingIsMissedOfAGuardThatWasDeclaredAfterItsMoment() {
        stage.clock.set("2026-11-23T05:30:00Z");
        stage.restart();

        stage.runTo("2026-11-23T06:00:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void ec2OutOfReachForHalfAnHourDelaysIt() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T03:59:30Z");
        silence();
        stage.runThroughFailuresTo("2026-11-23T04:30:00Z");
        stage.ec2.mend("DescribeInstances");

        stage.runTo("2026-11-23T04:35:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(missed()).isEmpty();
    }

    @Test
    void ec2OutOfReachForAnHourIsToldOnceAndNothingIsStoppedAfterwards() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T03:59:30Z");
        silence();
        stage.runThroughFailuresTo("2026-11-23T05:00:00Z");
        assertThat(missed()).isEmpty();
        stage.runThroughFailuresTo("2026-11-23T05:01:00Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text()).contains("EC2 can't be asked", "ExpiredToken"));
        stage.ec2.mend("DescribeInstances");
        stage.restart();
        stage.runTo("2026-11-23T07:00:00Z");
        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.alerts.pending().stream()
                        .filter(notice -> notice.alert().code().equals("WINDOW-166")))
                .hasSize(1);
    }

    @Test
    void aStopThatEc2RefusesIsTriedAgainAndToldAsMissedAfterTheHour() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.ec2.before("StopInstances", id -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        stage.runTo("2026-11-23T04:30:00Z");
        assertThat(stage.entry("nightly-stop").attempts()).isGreaterThan(3);
        stage.runTo("2026-11-23T05:00:30Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text())
                        .contains("instance " + ORIGIN + " is running", "UnauthorizedOperation"));
    }

    /** Not on nights on which nothing runs. */
    @Test
    void theRouteBeforeAStopRunsBeforeTheGuardsToo() {
        List<String> order = new ArrayList<>();
        declare(NIGHTLY + "    preStop: {route: \"direct:stop-wowza\", within: 5m}\n");
        stage.hooks = call -> {
            order.add(call.route() + " after " + stage.mutations().size());
            return CompletableFuture.completedFuture(null);
        };
        stage.runTo("2026-11-23T05:00:00Z");
        assertThat(order).isEmpty();
        startByHand(ORIGIN, "2026-11-23T15:00:00Z");

        stage.runTo("2026-11-24T04:10:00Z");

        assertThat(order).containsExactly("direct:stop-wowza after 0");
        assertThat(stage.mutations()).containsExactly(STOP);
    }

    @Test
    void whatIsStoppingWhenTheTimeIsOverIsNotMissed() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        declare(NIGHTLY.replace("\"22:00\"", "\"22:00\", within: 1m"));

        stage.runTo("2026-11-23T04:05:00Z");

        assertThat(stage.mutations()).containsExactly(STOP);
        assertThat(stage.entry("nightly-stop").lastReason()).contains(ORIGIN + " stopped");
        assertThat(missed()).isEmpty();
    }

    @Test
    void theEdgeOfTheGuardAloneStopsIt() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-22T15:30:00Z");
        stage.clock.set("2026-11-23T04:00:00Z");
        stage.windows.stop("nightly-stop");
        stage.clock.set("2026-11-23T04:00:30Z");
        stage.windows.stop("nightly-stop");

        assertThat(stage.mutations()).containsExactly(STOP);
    }

    /** Quartz's ring goes through window-due, ec2-stop and ec2-stop-call, as every other stop does. */
    @Test
    void theRingOfAGuardStopsByTheShippedRoutes() throws Exception {
        SimulatedClock clock = new SimulatedClock("2026-11-23T03:59:00Z");
        SimulatedEc2 ec2 = new SimulatedEc2(clock).instance(ORIGIN, "eni-0123456789abcdef0");
        ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T15:00:00Z"));
        String declared = "windows:\n" + NIGHTLY.replace(", i-0123456789abcdef1", "");
        try (WindowCamel camel = new WindowCamel(declared, clock, ec2)) {
            camel.load();
            camel.context.start();
            assertThat(camel.context.getRoute("nightly-stop.stop")).isNotNull();
            assertThat(camel.context.getRoute("nightly-stop.start")).isNull();
            camel.windows.reconcile(); // from now on it is declared
            clock.set("2026-11-23T04:00:00Z");
            camel.ring("nightly-stop.stop");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> camel.journal.latest("nightly-stop").isPresent());
            clock.set("2026-11-23T04:00:30Z");
            camel.ring("nightly-stop.stop");

            await().atMost(Duration.ofSeconds(20)).until(() -> ec2.mutations.contains(STOP));
            assertThat(camel.journal.latest("nightly-stop").orElseThrow().attempts())
                    .isEqualTo(1);
        }
    }

    /** A suspended edge of the guard holds the stop back, which is told, and it counts as missed after the hour. */
    @Test
    void aSuspendedRouteHoldsTheStopBack() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.suspended.add("nightly-stop.stop");
        stage.runTo("2026-11-23T04:30:00Z");
        assertThat(stage.alerts.raised("windows"))
                .anyMatch(alert -> alert.code().equals("WINDOW-124"));
        stage.runTo("2026-11-23T05:00:30Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(missed()).hasSize(1);
    }

    @Test
    void theServiceKilledBetweenJournalAndCallStopsItOnceItRunsAgain() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T04:00:00Z");
        stage.ec2.before("StopInstances", id -> {
            throw new IllegalStateException("killed");
        });
        stage.clock.set("2026-11-23T04:00:30Z");
        assertThatThrownBy(stage.windows::reconcile).hasMessageContaining("killed");
        assertThat(stage.entry("nightly-stop").attempts()).isEqualTo(1);
        stage.ec2.mend("StopInstances");
        stage.restart();

        stage.runTo("2026-11-23T04:05:00Z");

        assertThat(stage.mutations()).containsExactly(STOP, STOP); // the first one never came to EC2
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    @Test
    void aGuardThatIsNoLongerDeclaredStopsNothing() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.runTo("2026-11-23T04:00:00Z");
        stage.declare(LATE.replace("SUN", "WED"));
        stage.reload();

        stage.runTo("2026-11-23T06:00:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.entry("nightly-stop").phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void bothInstancesAreStoppedAndOneThatIsOffIsLeftAlone() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        startByHand(SECOND, "2026-11-22T16:00:00Z");

        stage.runTo("2026-11-24T05:00:00Z");

        assertThat(stage.mutations()).containsExactlyInAnyOrder(STOP, "STOP " + SECOND);
    }

    @Test
    void whatAWindowStoppedAtThatMinuteIsStoppedOnce() {
        declare(NIGHTLY, LATE.replace("21:55", "20:00").replace("23:00", "22:00"));

        stage.runTo("2026-11-23T04:30:00Z");

        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, STOP);
    }

    @Test
    void operatorsSkipItAndCanNeitherOpenNorExtendIt() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        stage.operations.skip("nightly-stop", "next", "ann", "maintenance", false);
        assertThat(stage.operations.next(1))
                .singleElement()
                .asString()
                .contains("nightly-stop does not stop anything today: skipped by ann: maintenance");
        assertThatThrownBy(() -> stage.operations.open("nightly-stop", "2h", "", "ann", "", false))
                .hasMessageContaining("is a guard");
        assertThatThrownBy(() -> stage.operations.extend("nightly-stop", "2h", "ann", "", false))
                .hasMessageContaining("is a guard");
        assertThatThrownBy(() -> stage.operations.close("nightly-stop", "ann", "", false))
                .hasMessageContaining("is a guard");

        stage.runTo("2026-11-23T06:00:00Z");

        assertThat(stage.mutations()).isEmpty();
        assertThat(missed()).isEmpty();
    }

    @Test
    void itIsToldByNextPlanStatusAndWhy() {
        startByHand(ORIGIN, "2026-11-22T15:00:00Z");
        String sentence = "nightly-stop stops " + ORIGIN + ", " + SECOND
                + " at 22:00 CST, by 23:00 at the latest, unless a window or a hold keeps it on.";
        assertThat(stage.operations.next(1)).containsExactly(sentence);
        assertThat(stage.operations.plan("2026-11-22T00:00:00Z", "2026-11-23T05:30:00Z"))
                .containsSequence(sentence, "No window opens in this time.");
        assertThat(stage.operations.planJson("2026-11-23T03:00:00Z", "2026-11-23T05:30:00Z"))
                .contains(
                        "{\"guard\":\"nightly-stop\",\"start\":\"2026-11-23T04:00:00Z\",\"end\":\"2026-11-23T05:00:00Z\"}");
        assertThat(stage.operations.status()).contains("nightly-stop is a guard, stops what runs at 22:00 CST");
        assertThat(stage.operations.why(ORIGIN)).contains(sentence);

        stage.runTo("2026-11-23T04:00:00Z");
        assertThat(stage.operations.why(ORIGIN))
                .anyMatch(line -> line.startsWith("The guard nightly-stop of 22:00 CST is stopping it"));
        assertThat(stage.operations.status())
                .anyMatch(line -> line.startsWith("nightly-stop is a guard and is stopping what ran at 22:00 CST"));
        stage.runTo("2026-11-23T04:10:00Z");
        assertThat(stage.operations.why(ORIGIN))
                .anyMatch(line ->
                        line.startsWith("No window needs it. The last was the guard nightly-stop of 22:00 CST"));
    }
}
