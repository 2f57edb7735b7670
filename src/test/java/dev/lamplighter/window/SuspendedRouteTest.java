package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What somebody suspends in JMX is done neither by the route nor behind its back. */
final class SuspendedRouteTest {
    @Test
    void nothingIsStoppedWhileTheStopIsSuspendedAndThatIsTold() {
        try (Stage stage = new Stage(SUNDAY)) {
            stage.suspended.add("sunday-service.stop");
            stage.runTo("2026-11-23T01:05:00Z");
            assertThat(stage.status("sunday-service").getLastProblem())
                    .contains("WINDOW-124", "sunday-service.stop", "STOP " + ORIGIN);
            stage.runTo("2026-11-23T03:00:00Z");

            assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI);
            assertThat(stage.state("sunday-service")).isEqualTo("CLOSING");

            stage.suspended.clear();
            stage.windows.reconcile();
            assertThat(stage.calls("STOP")).isEqualTo(1);
        }
    }

    @Test
    void nothingIsStartedOrAssociatedWhileThoseAreSuspended() {
        try (Stage stage = new Stage(SUNDAY)) {
            stage.suspended.add("sunday-service.start");
            stage.suspended.add("sunday-service.associate");
            stage.runTo("2026-11-22T14:35:00Z");
            assertThat(stage.mutations()).isEmpty();

            stage.suspended.remove("sunday-service.start");
            stage.runTo("2026-11-22T14:40:00Z");
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN);

            stage.suspended.clear();
            stage.windows.reconcile();
            assertThat(stage.calls("ASSOCIATE")).isEqualTo(1);
        }
    }

    @Test
    void aRouteThatIsSuspendedHoldsNoOtherWindowUp() {
        try (Stage stage = new Stage(SUNDAY)) {
            stage.suspended.add("another.start");
            stage.runTo("2026-11-23T02:00:00Z");

            assertThat(stage.calls("STOP")).isEqualTo(1);
        }
    }
}
