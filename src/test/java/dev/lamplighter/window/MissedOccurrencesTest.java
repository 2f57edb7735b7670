package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An occurrence that never was ready is told as missed, once, and stays in the report. */
final class MissedOccurrencesTest {
    private static final String MISSED = "WINDOW-165";
    private static final String FIRST = "sunday-service 2026-11-22T14:30:00Z";

    private final Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private List<Alert> missed() {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals(MISSED))
                .toList();
    }

    private List<String> notices() {
        return stage.alerts.pending().stream()
                .filter(notice -> notice.alert().code().equals(MISSED))
                .map(notice -> notice.state() + " " + notice.alert().place().resource())
                .toList();
    }

    private String window() {
        return stage.operations.report("2026-11").stream()
                .filter(one -> one.startsWith("window sunday-service"))
                .findFirst()
                .orElseThrow();
    }

    /** How many were missed, or a length in minutes, as in {@code 10 h 30 min late}. */
    private long number(String what) {
        Matcher matcher = Pattern.compile("[:,] (?:(\\d+) h ?)?(?:(\\d+|none)(?: min)?)?(?: 30 s)? " + what)
                .matcher(window());
        assertThat(matcher.find()).as(window()).isTrue();
        long hours = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        String rest = matcher.group(2);
        return 60 * hours + (rest == null || rest.equals("none") ? 0 : Long.parseLong(rest));
    }

    private void silence() {
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(400, "ExpiredToken");
        });
    }

    @Test
    void anOutageOverTheWholeWindowIsToldAsMissedAtItsEndWhileEc2IsStillSilent() {
        silence();
        stage.runThroughFailuresTo("2026-11-23T01:00:00Z");
        assertThat(missed()).isEmpty();
        stage.runThroughFailuresTo("2026-11-23T01:00:30Z");

        assertThat(missed()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(AlertSeverity.ERROR);
            assertThat(alert.since()).isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
            assertThat(alert.text()).contains(FIRST, "2026-11-23T01:00:00Z", "EC2 can't be asked", "ExpiredToken");
            assertThat(alert.place().subject()).isEqualTo("sunday-service");
        });
    }

    @Test
    void itIsToldOnceOverRestartsAndIsOverWhenTheNextOneIsReady() {
        silence();
        stage.runThroughFailuresTo("2026-11-23T01:05:00Z");
        stage.restart();
        stage.runThroughFailuresTo("2026-11-23T01:20:00Z");
        stage.ec2.mend("DescribeInstances");
        stage.runTo("2026-11-23T02:00:00Z");
        stage.restart();
        stage.runTo("2026-11-23T03:00:00Z");
        assertThat(notices()).containsExactly("RAISED " + FIRST);
        assertThat(stage.entry("sunday-service").lastError()).isEmpty();

        stage.clock.set("2026-11-29T14:20:00Z");
        stage.restart();
        stage.runTo("2026-11-29T14:31:00Z");

        assertThat(missed()).isEmpty();
        assertThat(stage.operations.report("2026-11"))
                .anyMatch(line -> line.startsWith("missed: sunday-service, Sun 22 Nov, 08:30 to 19:00 CST: "));
    }

    @Test
    void whatIsMissedForAWeekIsToldNoLonger() {
        silence();
        stage.runThroughFailuresTo("2026-11-23T01:05:00Z");
        stage.ec2.mend("DescribeInstances");
        stage.declare(SUNDAY.replace(
                "days: SUN, opens: \"08:30\", closes: \"19:00\"", "from: 2026-11-22T08:30, to: 2026-11-22T19:00"));
        stage.restart();
        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(missed()).hasSize(1);

        stage.clock.set("2026-11-30T02:00:00Z");
        stage.restart();
        stage.windows.reconcile();

        assertThat(missed()).isEmpty();
    }

    @Test
    void machinesThatNeverStartAndAddressesThatNeverComeMakeAMissedWindow() {
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);

        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text()).contains("address " + EIP));
        assertThat(number("missed")).isEqualTo(1);
        assertThat(number("without machine")).isZero();
        assertThat(number("without address")).isEqualTo(630);
        assertThat(number("degraded")).isEqualTo(630);
    }

    @Test
    void aWindowThatWasReadyForAMomentIsNotMissedWhole() {
        stage.runTo("2026-11-22T14:40:00Z");
        silence();
        stage.runThroughFailuresTo("2026-11-23T01:20:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void aWindowThatWasReadyOnlyBeforeItsStartIsMissedWhole() {
        stage.runTo("2026-11-22T14:25:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.InstanceInitiatedShutdown");
        stage.ec2.before("StartInstances", any -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });

        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.text()).contains("instance " + ORIGIN, "InsufficientInstanceCapacity"));
        assertThat(number("without machine")).isEqualTo(630);
    }

    @Test
    void whatPassedWhileTheServiceWasDownIsToldAtTheNextStart() {
        stage.windows.reconcile();
        stage.clock.set("2026-11-23T02:00:00Z");
        stage.restart();
        stage.windows.reconcile();
        stage.restart();
        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.text()).contains(FIRST, "2026-11-23T01:00:00Z", "it was not checked"));
        assertThat(notices()).containsExactly("RAISED " + FIRST);
        assertThat(number("missed")).isEqualTo(1);
        assertThat(number("occurrence")).isEqualTo(1);
        assertThat(number("without machine")).isEqualTo(630);
        assertThat(number("without address")).isEqualTo(630);
        assertThat(stage.mutations()).isEmpty();
    }

    @Test
    void whatWasOpeningWhenTheServiceWentDownIsToldAtTheNextStart() {
        stage.runTo("2026-11-22T14:20:00Z");
        stage.clock.set("2026-11-23T02:00:00Z");
        stage.restart();
        stage.runTo("2026-11-23T02:02:00Z");

        assertThat(missed())
                .singleElement()
                .satisfies(alert -> assertThat(alert.text()).contains(FIRST, "it was not checked"));
        assertThat(stage.mutations()).endsWith("STOP " + ORIGIN);
    }

    @Test
    void aWindowThatIsNewInTheFileIsNotToldForTheTimeBefore() {
        stage.declare(SUNDAY.replace("sunday-service", "other"));
        stage.restart();
        stage.windows.reconcile();
        stage.clock.set("2026-11-23T02:00:00Z");
        stage.declare(SUNDAY);
        stage.restart();
        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void aWindowWhoseTimesWereChangedIsNotToldForTheTimeBefore() {
        stage.windows.reconcile();
        stage.clock.set("2026-11-23T02:00:00Z");
        stage.declare(SUNDAY.replace("08:30", "08:00"));
        stage.restart();
        stage.runTo("2026-11-23T03:00:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void aMonthWithoutTheServiceIsAFewAlertsAndTheWholeListInTheReport() {
        String daily = SUNDAY.replace("SUN", "MON-SUN");
        stage.declare(daily);
        stage.restart();
        stage.clock.set("2026-11-01T02:00:00Z");
        stage.windows.reconcile();
        stage.clock.set("2026-11-30T02:00:00Z");
        stage.restart();
        stage.windows.reconcile();

        assertThat(missed())
                .hasSize(10)
                .anySatisfy(alert -> assertThat(alert.text()).contains("nor at 19 before it"));
        assertThat(number("missed")).isEqualTo(29);
    }

    @Test
    void whatAPersonWantedIsNotMissed() {
        stage.operations.skip("sunday-service", "next", "ann", "holiday", false);
        stage.clock.set("2026-11-23T02:00:00Z");
        stage.restart();
        stage.windows.reconcile();
        stage.clock.set("2026-11-29T14:25:00Z");
        stage.operations.close("sunday-service", "ann", "rain", false);
        stage.runTo("2026-11-30T02:00:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void aPersonsStopBeforeTheStartIsNotMissed() {
        stage.runTo("2026-11-22T14:25:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");
        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(missed()).isEmpty();
    }

    @Test
    void minutesWithoutMachineAndAddressAreCountedFromStartToEnd() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);
        stage.runTo("2026-11-22T15:10:00Z");
        stage.ec2.hold(EIP, null, null);
        stage.runTo("2026-11-22T16:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.InstanceInitiatedShutdown");
        stage.ec2.before("StartInstances", any -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T16:20:00Z");
        stage.ec2.mend("StartInstances");
        stage.runTo("2026-11-23T01:30:00Z");

        assertThat(number("missed")).isZero();
        assertThat(number("without machine")).isBetween(20L, 24L);
        assertThat(number("without address")).isBetween(30L, 34L);
        assertThat(number("degraded")).isBetween(10L, 11L);
    }

    @Test
    void everyHourOfAnOutageIsOneLineOfTheReportWithItsCause() {
        silence();
        stage.runThroughFailuresTo("2026-11-23T01:05:00Z");

        assertThat(stage.operations.report("2026-11"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("missed: sunday-service, today, 08:30 to 19:00 CST: ")
                        .contains("ExpiredToken"));
        assertThat(number("late")).isEqualTo(630);
    }
}
