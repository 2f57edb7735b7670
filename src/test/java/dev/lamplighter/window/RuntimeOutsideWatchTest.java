package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.PolledInstances;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.watch.LaunchDryRun;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.RuntimeOutsideWatch;
import dev.lamplighter.window.watch.UnscheduledInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Machines that run though no window wants them. The window is Sunday, 14:20Z to 01:00Z; the clock begins at 14:00Z. */
final class RuntimeOutsideWatchTest {
    /** In which the simulated EC2 describes its two instances. */
    private static final int PAGES = 2;

    private Stage stage = new Stage(SUNDAY);
    private RuntimeOutsideWatch watch = watch(SUNDAY, PolledInstances.NONE);

    @AfterEach
    void close() {
        stage.close();
    }

    private void given(String declared, PolledInstances polled) {
        stage.close();
        stage = new Stage(declared);
        watch = watch(declared, polled);
    }

    private RuntimeOutsideWatch watch(String declared, PolledInstances polled) {
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", "windows:\n" + declared, stage.clock.instant());
        assertThat(file.problems()).isEmpty();
        return new RuntimeOutsideWatch(
                file.windows(),
                stage.journal,
                new UnscheduledInstances(
                        new RegionalEc2(accountRegion -> stage.actions), polled, stage.clock, stage.clock::nanoTime),
                stage.alerts,
                stage.clock,
                new OrphanWatch(
                        new RegionalEc2(accountRegion -> stage.actions), stage.journal, stage.alerts, stage.clock),
                new LaunchDryRun(
                        new RegionalEc2(accountRegion -> stage.actions),
                        stage.alerts,
                        stage.clock,
                        stage.clock::nanoTime));
    }

    /** Both looks in turn, every two minutes. */
    private void runTo(String instant) {
        Instant end = Instant.parse(instant);
        while (!stage.clock.instant().isAfter(end)) {
            stage.windows.reconcile();
            watch.look();
            stage.clock.pass(Duration.ofMinutes(2));
        }
    }

    private List<String> told() {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals("WINDOW-170"))
                .map(Alert::text)
                .toList();
    }

    @Test
    void aMachineThatSomebodyStartsOnMondayIsToldAfterFourHoursAndThatIsOverWhenItStops() {
        runTo("2026-11-23T09:00:00Z");
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-23T09:00:00Z"));

        runTo("2026-11-23T12:54:00Z");
        assertThat(told()).isEmpty();
        runTo("2026-11-23T13:06:00Z");
        assertThat(told())
                .singleElement()
                .asString()
                .contains(
                        "WINDOW-170  " + ORIGIN
                                + "  the instance has been running outside its windows since 2026-11-23T09:00",
                        "window sunday-service doesn't want it now",
                        "somebody else started it");

        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");
        runTo("2026-11-23T13:20:00Z");
        assertThat(told()).isEmpty();
    }

    @Test
    void windowsThatAreDeclaredAnewAreWatchedInsteadOfThoseBefore() {
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T09:00:00Z"));
        stage.ec2.machine(SECOND).start(Instant.parse("2026-11-22T09:00:00Z"));
        watch.look();
        assertThat(told()).singleElement().asString().contains(ORIGIN);

        String other = SUNDAY.replace(ORIGIN, SECOND).replaceAll("(?m)^ *addresses.*\\n", "");
        watch.declare(ParsedWindowsFile.parse("windows.yaml", "windows:\n" + other, stage.clock.instant())
                .windows());
        stage.clock.pass(Duration.ofMinutes(6));
        watch.look();

        assertThat(told()).singleElement().asString().contains(SECOND);
    }

    @Test
    void aMachineThatIsStartedAgainAfterItsWindowIsToldFromTheEndOfTheWindowOn() {
        runTo("2026-11-23T01:10:00Z");
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-23T01:10:00Z"));

        runTo("2026-11-23T05:20:00Z");

        assertThat(told()).singleElement().asString().contains("since 2026-11-23T01:10");
    }

    @Test
    void aWindowThatTakesItOverEndsTheAlertAndTurnsItOff() {
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T09:00:00Z"));
        watch.look();
        assertThat(told()).hasSize(1);

        runTo("2026-11-22T14:26:00Z");
        assertThat(told()).isEmpty();
        runTo("2026-11-23T01:10:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void windowsThatOpenAndCloseMeanwhileLeaveTheAlertOfAnotherMachineStanding() {
        String monday = """
              - name: monday
                zone: UTC
                when: {days: MON, opens: "20:00", closes: "21:00"}
                instance: i-0123456789abcdef1
            """;
        given(SUNDAY + monday, PolledInstances.NONE);
        stage.ec2.machine(Stage.SECOND).start(Instant.parse("2026-11-22T09:00:00Z"));

        runTo("2026-11-22T15:00:00Z");
        stage.restart();
        watch = watch(SUNDAY + monday, PolledInstances.NONE);
        runTo("2026-11-23T02:00:00Z");

        assertThat(told()).singleElement().asString().contains(Stage.SECOND, "window monday");
    }

    @Test
    void neverAndAHoldSayThatItMayRun() {
        given(SUNDAY + "    maxRuntimeOutside: never\n", PolledInstances.NONE);
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T09:00:00Z"));
        watch.look();
        assertThat(told()).isEmpty();

        given(SUNDAY, PolledInstances.NONE);
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T09:00:00Z"));
        stage.operations.hold(ORIGIN, "2026-11-22T14:05:00Z", "ann", "an update", false);
        watch.look();
        assertThat(told()).isEmpty();
        stage.clock.pass(Duration.ofMinutes(6));
        watch.look();
        assertThat(told()).hasSize(1);
    }

    @Test
    void ec2IsAskedOnceInFiveMinutesWhereTheLightDoesNotPoll() {
        for (int minute = 0; minute < 15; minute++) {
            watch.look();
            stage.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(stage.ec2.reads).hasSize(3 * PAGES).containsOnly("DescribeInstances");
    }

    @Test
    void ec2IsAskedNothingWhereTheLightPolls() {
        Instance running = new Instance(
                ORIGIN, InstanceState.RUNNING, Instant.parse("2026-11-22T09:59:00Z"), null, null, null, Map.of());
        given(SUNDAY, accountRegion -> Optional.of(new FleetSnapshot(stage.clock.instant(), List.of(running))));

        watch.look();

        assertThat(stage.ec2.reads).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void aPollThatIsTwoMinutesOldIsNotBelieved() {
        FleetSnapshot old = new FleetSnapshot(stage.clock.instant().minusSeconds(121), List.of());
        given(SUNDAY, accountRegion -> Optional.of(old));

        watch.look();

        assertThat(stage.ec2.reads).hasSize(PAGES).containsOnly("DescribeInstances");
    }

    @Test
    void whoCantBeAskedLeavesWhatWasToldAsItIs() {
        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T09:00:00Z"));
        watch.look();
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });

        stage.clock.pass(Duration.ofMinutes(6));
        watch.look();

        assertThat(told()).hasSize(1);
    }

    @Test
    void whoCantBeAskedIsAnAlertUntilItAnswersAlsoOverARestart() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        watch.look();
        assertThat(unseen())
                .singleElement()
                .satisfies(alert -> assertThat(alert.severity()).isEqualTo(AlertSeverity.WARN))
                .satisfies(alert -> assertThat(alert.text())
                        .startsWith("WINDOW-171  instances outside windows  EC2 can't be asked: DescribeInstances"
                                + " got no answer"));

        stage.restart();
        watch = watch(SUNDAY, PolledInstances.NONE);
        stage.windows.reconcile();
        watch.look();
        assertThat(unseen()).hasSize(1);
        assertThat(stage.alerts.pending()).hasSize(1);

        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        stage.clock.pass(Duration.ofMinutes(16));
        watch.look();
        assertThat(unseen())
                .singleElement()
                .satisfies(alert -> assertThat(alert.severity()).isEqualTo(AlertSeverity.ERROR));

        stage.ec2.mend("DescribeInstances");
        stage.clock.pass(Duration.ofMinutes(16));
        watch.look();
        assertThat(unseen()).isEmpty();
    }

    private List<Alert> unseen() {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals("WINDOW-171"))
                .toList();
    }

    @Test
    void whyBeginsWithTheStateSinceWhenAndWhoseStartItWas() {
        assertThat(stage.operations.why(ORIGIN).get(0)).startsWith("EC2 shows " + ORIGIN + " stopped");

        stage.ec2.machine(ORIGIN).start(Instant.parse("2026-11-22T14:01:00Z"));
        stage.clock.set("2026-11-22T14:10:00Z");
        assertThat(stage.operations.why(ORIGIN).get(0))
                .isEqualTo("EC2 shows " + ORIGIN + " running since 08:01 CST;"
                        + " the journal has no such start, somebody else made it.");

        given(SUNDAY, PolledInstances.NONE);
        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(stage.operations.why(ORIGIN).get(0))
                .startsWith("EC2 shows " + ORIGIN + " running since 08:20 CST")
                .endsWith("the journal has that start, it was Lamplighter's.");
    }

    @Test
    void whyStillTellsWhatTheJournalKnowsWhenEc2CantBeAsked() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });

        assertThat(stage.operations.why(ORIGIN))
                .hasSizeGreaterThan(2)
                .first()
                .asString()
                .startsWith("EC2 can't be asked");
    }
}
