package dev.lamplighter.fleet.check;

import static dev.lamplighter.fleet.check.Machines.NOON;
import static dev.lamplighter.fleet.check.Machines.checked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceHealth.Verdict;
import dev.lamplighter.fleet.InstanceState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CheckBoardTest {
    private final CheckBoard board = new CheckBoard(
            List.of(new CheckDeclaration(
                    "web",
                    new CheckDeclaration.Selection(Set.of("i-1"), null, null),
                    instance -> Probe.Outcome.pass(""),
                    Duration.ofSeconds(30),
                    new MOutOfNThreshold(2, 3),
                    new MOutOfNThreshold(2, 2))),
            InstantSource.fixed(NOON));

    @Test
    void showsEc2sOwnChecksAtOnce() {
        poll("", checked("i-1", InstanceState.RUNNING, "ok"), checked("i-2", InstanceState.RUNNING, "impaired"));
        assertThat(board.of("i-1").verdict()).isEqualTo(Verdict.OK);
        assertThat(board.failed("i-1")).isFalse();
        assertThat(board.failed("i-2")).isTrue();
        assertThat(board.of("i-2").reasons()).containsExactly("ec2: instance=impaired");
        assertThat(board.getImpaired()).isEqualTo(1);

        poll("", checked("i-1", InstanceState.RUNNING, "ok"), checked("i-2", InstanceState.RUNNING, "ok"));
        assertThat(board.failed("i-2")).isFalse();
    }

    @Test
    void knowsNothingWhileEc2InitializesItsChecks() {
        poll("", checked("i-1", InstanceState.RUNNING, "initializing"));
        assertThat(board.of("i-1").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void failsADeclaredCheckOnlyAfterEnoughResults() {
        poll("", checked("i-1", InstanceState.RUNNING, "ok"));
        board.report("i-1", "web", false, "HTTP 503");
        assertThat(board.failed("i-1")).isFalse();
        board.report("i-1", "web", false, "HTTP 502");
        assertThat(board.failed("i-1")).isTrue();
        assertThat(board.getResults())
                .containsEntry("i-1 web", "IMPAIRED since 2026-03-01T12:00:00Z: HTTP 502")
                .containsEntry("i-1 ec2", "OK since 2026-03-01T12:00:00Z: ok");
        board.report("i-1", "web", true, "HTTP 200");
        assertThat(board.failed("i-1")).isTrue();
        board.report("i-1", "web", true, "HTTP 200");
        assertThat(board.failed("i-1")).isFalse();
    }

    @Test
    void takesTheResultsOfSomebodysOwnRouteAtOnce() {
        poll("", checked("i-1", InstanceState.RUNNING, "ok"));
        board.report("i-1", "backup", false, "no backup since Sunday");
        assertThat(board.of("i-1").reasons()).containsExactly("backup: no backup since Sunday");
    }

    @Test
    void forgetsWhatItKnewOfAnInstanceThatNoLongerRuns() {
        poll("", checked("i-1", InstanceState.RUNNING, "impaired"));
        poll("", checked("i-1", InstanceState.STOPPING, "not-applicable"));
        assertThat(board.failed("i-1")).isFalse();
        assertThat(board.getResults()).isEmpty();
        board.report("i-1", "web", false, "late");
        assertThat(board.getResults()).as("one of a stopped machine is dropped").isEmpty();
    }

    @Test
    void aPollOfOneSourceLeavesTheResultsOfAnotherAsTheyAre() {
        poll("east", checked("i-1", InstanceState.RUNNING, "impaired"));
        poll("west", checked("i-2", InstanceState.RUNNING, "ok"));
        poll("west");
        assertThat(board.failed("i-1")).isTrue();
        assertThat(board.of("i-2").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private void poll(String source, Instance... instances) {
        board.update(source, new FleetSnapshot(NOON, List.of(instances)));
    }
}
