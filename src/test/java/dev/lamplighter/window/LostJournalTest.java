package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the windows do when their journal was lost before they began, or its file is moved away while they go on. */
final class LostJournalTest {
    private static final String W = "sunday-service";
    private static final Problem SAID =
            new Problem(ConfigProblemCode.STATE_DAMAGED, "work", "damaged", "a new one begins", "look");

    private final Stage stage = new Stage(Stage.SUNDAY);
    private final Place file = new Place();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aMachineThatRunsOutsideItsWindowIsAskedAboutAndNotStopped() {
        running(Stage.ORIGIN);
        file.lost = SAID;
        restart();

        stage.runTo("2026-11-22T14:05:00Z");

        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).text())
                .startsWith("WINDOW-175  " + Stage.ORIGIN)
                .contains(W, "stop it if it is not needed");
        assertThat(stage.mutations()).isEmpty();
    }

    @Test
    void theAlertIsOverOnceItIsOffAndThenNobodyIsAskedAnyMore() {
        running(Stage.ORIGIN);
        file.lost = SAID;
        restart();
        stage.windows.reconcile();
        stage.clock.pass(Duration.ofSeconds(30));
        stage.ec2.stopInstances(request -> request.instanceIds(Stage.ORIGIN));
        stage.clock.pass(Duration.ofMinutes(2));
        stage.windows.reconcile();
        assertThat(alerts()).isEmpty();

        stage.ec2.reads.clear();
        stage.windows.reconcile();
        assertThat(stage.ec2.reads).isEmpty();
        assertThat(file.asked).as("told once").isEqualTo(1);
    }

    @Test
    void aServiceThatIsStartedAgainBeforeItHasAskedAsks() {
        running(Stage.ORIGIN);
        file.lost = SAID;
        restart();
        stage.windows.reconcile();
        restart();
        stage.windows.reconcile();
        assertThat(alerts()).hasSize(1);

        stage.ec2.stopInstances(request -> request.instanceIds(Stage.ORIGIN));
        stage.clock.pass(Duration.ofMinutes(2));
        restart();
        stage.windows.reconcile();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aWindowThatIsOpenGoesOnAndItsMachineIsStoppedAtItsEnd() {
        running(Stage.ORIGIN);
        stage.clock.set("2026-11-22T15:00:00Z");
        file.lost = SAID;
        restart();

        stage.runTo("2026-11-23T01:05:00Z");

        assertThat(alerts()).isEmpty();
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    /** The journal that is left is of a time before the start, so that the occurrence is closed without a stop. */
    @Test
    void whatAnOccurrenceLeavesOnThatTheJournalKnowsOnlyTheBeginningOfIsAskedAbout() {
        stage.ec2.before("DescribeInstances", id -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-22T14:25:00Z");
        assertThat(stage.entry(W).claims()).containsOnlyKeys(Stage.ORIGIN);
        stage.ec2.mend("DescribeInstances");
        stage.ec2.startInstances(request -> request.instanceIds(Stage.ORIGIN));
        stage.clock.set("2026-11-23T01:10:00Z");
        file.lost = SAID;
        restart();

        stage.runTo("2026-11-23T01:15:00Z");

        assertThat(stage.entry(W).phase()).isEqualTo(Phase.CLOSED);
        assertThat(stage.calls("STOP")).isZero();
        assertThat(alerts()).hasSize(1);
        assertThat(alerts().get(0).text()).startsWith("WINDOW-175  " + Stage.ORIGIN);
    }

    @Test
    void whileEc2CantBeAskedItIsAskedAgain() {
        running(Stage.ORIGIN);
        file.lost = SAID;
        restart();
        stage.ec2.before("DescribeInstances", id -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.windows.reconcile();
        assertThat(alerts()).isEmpty();

        stage.ec2.mend("DescribeInstances");
        stage.windows.reconcile();
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void aJournalThatIsWholeAsksNothing() {
        running(Stage.ORIGIN);
        restart();
        stage.ec2.reads.clear();

        stage.windows.reconcile();

        assertThat(stage.ec2.reads).isEmpty();
    }

    @Test
    void nothingIsStartedWithAJournalThatNobodyWillFind() {
        restart();
        file.moved = new Problem(WindowProblemCode.STATE_FOLDER_MOVED, "state", "work is gone", "moved", "put it back");

        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.alerts.raised("windows")).extracting(Alert::code).containsOnlyOnce("WINDOW-176");

        file.moved = null;
        stage.runTo("2026-11-22T14:26:00Z");
        assertThat(stage.calls("START")).isEqualTo(1);
        assertThat(stage.alerts.raised("windows")).extracting(Alert::code).doesNotContain("WINDOW-176");
    }

    @Test
    void whatIsOnIsStoppedAtItsTimeThoughTheJournalWasMovedAway() {
        restart();
        stage.runTo("2026-11-22T16:00:00Z");
        file.moved = new Problem(WindowProblemCode.STATE_FOLDER_MOVED, "state", "work is gone", "moved", "put it back");

        stage.runTo("2026-11-23T01:05:00Z");

        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.origin()).isEqualTo("stopped");
        assertThat(stage.calls("START")).as("before it was moved").isEqualTo(1);
    }

    @Test
    void aMarkIsMadeBeforeEachCallAndNotAtEachLook() {
        restart();
        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(file.marks).isEqualTo(stage.mutations().size());
    }

    private void running(String instance) {
        stage.clock.set("2026-11-22T13:00:00Z");
        stage.ec2.startInstances(request -> request.instanceIds(instance));
        stage.ec2.mutations.clear();
        stage.clock.set("2026-11-22T14:00:00Z");
    }

    private void restart() {
        stage.file = file;
        stage.restart();
    }

    private List<Alert> alerts() {
        return stage.alerts.raised(StateFileIntegrity.AREA);
    }

    /** A file that a test loses or moves. */
    private static final class Place implements StateFileIntegrity {
        private @Nullable Problem lost;
        private @Nullable Problem moved;
        private int marks;
        private int asked;

        @Override
        public Optional<Problem> loss() {
            return Optional.ofNullable(lost);
        }

        @Override
        public Optional<Problem> displacement() {
            return Optional.ofNullable(moved);
        }

        @Override
        public void mark() {
            marks++;
        }

        @Override
        public void asked() {
            asked++;
        }
    }
}
