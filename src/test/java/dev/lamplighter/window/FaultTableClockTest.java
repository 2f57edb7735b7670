package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.aws.AwsTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 23, a wall clock that is wrong: Sunday 14:30Z to 01:00Z, lead from 14:20Z, a pass every 30 s of true time. */
final class FaultTableClockTest {
    private final Stage stage = new Stage(SUNDAY);
    private final SimulatedAws aws = new SimulatedAws(stage.clock);

    @BeforeEach
    void awsCanBeAsked() {
        stage.aws = aws;
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** Looks until that much time has passed, however the clock is set. */
    private void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left -= Stage.TICK.toSeconds()) {
            stage.clock.pass(Stage.TICK);
            stage.windows.reconcile();
        }
    }

    private List<Alert> alerts() {
        return stage.alerts.raised("windows");
    }

    @Test
    void row23TheClockJumpsTwoHoursForAMomentAndBack() {
        stage.aws = AwsTime.UNKNOWN;
        stage.runTo("2026-11-23T00:30:00Z");
        stage.clock.jump(Duration.ofHours(2));
        stage.windows.reconcile();
        assertThat(stage.status("sunday-service").getState()).isEqualTo("OPEN");
        stage.clock.jump(Duration.ofHours(-2));
        stage.windows.reconcile();

        stage.runTo("2026-11-23T00:59:30Z");

        assertThat(stage.calls("STOP")).isZero();
        stage.runTo("2026-11-23T01:00:30Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row23AClockThatStaysWhereItWasSetIsBelievedAfterFiveMinutesWhileAwsCanNotBeAsked() {
        stage.runTo("2026-11-23T00:30:00Z");
        aws.isReachable = false;
        stage.clock.pass(Duration.ofSeconds(1));
        stage.clock.jump(Duration.ofHours(2));
        stage.windows.reconcile();
        pass(Duration.ofSeconds(270));
        assertThat(stage.calls("STOP")).isZero();
        assertThat(alerts()).extracting(Alert::code).containsExactly("WINDOW-114");
        assertThat(stage.status("sunday-service").getLastProblem()).startsWith("WINDOW-114");

        pass(Duration.ofSeconds(30));

        assertThat(alerts())
                .extracting(Alert::code, Alert::severity)
                .contains(tuple("WINDOW-151", AlertSeverity.ERROR));
        pass(Duration.ofSeconds(60));
        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT61S", "PT2H", "P1D", "-PT61S", "-PT2H", "-P1D"})
    void row23AWrongStepOfTheClockMovesNoStopAndNoStart(Duration by) {
        stage.runTo("2026-11-22T14:00:30Z");
        stage.clock.jump(by);
        pass(Duration.ofMinutes(19));
        assertThat(stage.calls("START")).isZero();
        assertThat(alerts()).extracting(Alert::code).containsExactly("WINDOW-150");
        pass(Duration.ofMinutes(1));
        assertThat(stage.calls("START")).isEqualTo(1);

        pass(Duration.ofMinutes(10 * 60 + 38));
        assertThat(stage.calls("STOP")).isZero();
        pass(Duration.ofMinutes(2));
        assertThat(stage.calls("STOP")).isEqualTo(1);

        stage.clock.jump(by.negated());
        pass(Duration.ofMinutes(10));
        assertThat(alerts()).isEmpty();
        assertThat(stage.calls("START")).isEqualTo(1);
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    @ParameterizedTest
    @CsvSource({"PT59S, 0", "-PT59S, 0", "PT61S, 1", "-PT61S, 1"})
    void row23FromAMinuteOnAStepIsTold(Duration by, int told) {
        aws.isReachable = false;
        stage.runTo("2026-11-22T20:00:00Z");
        stage.clock.jump(by);

        pass(Stage.TICK);

        assertThat(alerts())
                .filteredOn(alert -> alert.code().equals("WINDOW-114"))
                .hasSize(told);
    }

    /** Until AWS has answered nothing is decided, so the window is not closed early at the second pass. */
    @ParameterizedTest
    @ValueSource(longs = {61, 3600, 10_800})
    void row23AStepForwardOverTheEndStopsNothingEarlyThoughAwsIsSilentForAWhile(long seconds) {
        stage.runTo("2026-11-23T00:59:00Z");
        aws.isReachable = false;
        stage.clock.jump(Duration.ofSeconds(seconds));
        stage.windows.reconcile();
        stage.windows.stop("sunday-service");
        stage.windows.reconcile();
        assertThat(stage.calls("STOP")).isZero();
        aws.isReachable = true;

        stage.windows.reconcile();
        stage.windows.stop("sunday-service");
        assertThat(stage.calls("STOP")).isZero();
        pass(Duration.ofMinutes(2));

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "-PT2H", "P1D", "-P365D"})
    void row23AClockWrongFromBootOpensAndClosesInTime(Duration by) {
        stage.clock.jump(by);
        stage.restart();
        stage.windows.reconcile();
        pass(Duration.ofMinutes(19));
        assertThat(stage.calls("START")).isZero();

        pass(Duration.ofMinutes(1));
        assertThat(stage.mutations()).hasSize(1);
        stage.restart();
        pass(Duration.ofMinutes(10 * 60 + 39));
        assertThat(stage.calls("STOP")).isZero();
        pass(Duration.ofMinutes(2));

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(alerts()).extracting(Alert::code).containsExactly("WINDOW-150");
    }

    @Test
    void row23AMachineThatSleptOverTheEndStopsAtTheFirstLookThatAwsConfirms() {
        stage.runTo("2026-11-23T00:30:00Z");
        stage.clock.sleep(Duration.ofHours(2));

        stage.windows.reconcile();
        pass(Duration.ofSeconds(30));

        assertThat(stage.calls("STOP")).isEqualTo(1);
    }

    @Test
    void row23AStepWhileEc2AnswersIsNoticedBeforeAnythingIsDecided() {
        stage.runTo("2026-11-23T00:30:00Z");
        stage.clock.pass(Stage.TICK);
        stage.ec2.before("DescribeInstances", any -> stage.clock.jump(Duration.ofHours(2)));
        stage.windows.reconcile();
        stage.ec2.before("DescribeInstances", any -> {});

        pass(Duration.ofMinutes(5));

        assertThat(stage.calls("STOP")).isZero();
    }

    @Test
    void aSkewIsToldOnceAndStaysToldWhileNoWindowIsOpen() {
        stage.runTo("2026-11-22T10:00:00Z");
        stage.clock.jump(Duration.ofMinutes(30));
        pass(Duration.ofMinutes(5));
        List<Alert> first = alerts();
        pass(Duration.ofMinutes(30));

        assertThat(first).extracting(Alert::code).containsExactly("WINDOW-150");
        assertThat(alerts()).isEqualTo(first);
    }
}
