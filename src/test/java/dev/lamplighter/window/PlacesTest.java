package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.ec2.AccountRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows in several accounts and regions. */
final class PlacesTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/lamplighter";
    private static final AccountRegion THERE = new AccountRegion("eu-west-1", ROLE, null);
    private static final String FAR = """
              - name: far-away
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                region: eu-west-1
                account: "123456789012"
                role: lamplighter
                instance: i-0123456789abcdef1
            """;

    private final Stage stage = new Stage(FAR, SUNDAY);
    private final SimulatedEc2 far = new SimulatedEc2(stage.clock).instance(SECOND, "eni-0123456789abcdef1");

    PlacesTest() {
        stage.elsewhere.put(THERE, far);
        stage.ec2.forget(SECOND);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void everyWindowIsCarriedOutInItsOwnAccountAndRegion() {
        stage.runTo("2026-11-23T02:00:00Z");

        assertThat(far.mutations).containsExactly("START " + SECOND, "STOP " + SECOND);
        assertThat(stage.mutations()).noneMatch(call -> call.contains(SECOND)).contains("STOP " + ORIGIN);
        assertThat(stage.windows.getEc2Calls())
                .containsEntry("StartInstances", 2L)
                .containsEntry("StopInstances", 2L);
    }

    @Test
    void eachAccountAndRegionIsDescribedOnceALook() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.reads.clear();
        far.reads.clear();

        stage.windows.reconcile();

        // The simulated EC2 answers in pages of one, the first one empty.
        assertThat(stage.ec2.reads).containsExactly("DescribeInstances", "DescribeInstances", "DescribeAddresses");
        assertThat(far.reads).containsExactly("DescribeInstances", "DescribeInstances");
    }

    @Test
    void row35CredentialsThatHaveExpiredOnOneWindowLeaveTheOthersAlone() {
        far.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(400, "ExpiredToken");
        });
        stage.clock.set("2026-11-22T14:20:00Z");

        assertThatThrownBy(() -> stage.windows.reconcile())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("ExpiredToken")
                .hasMessageContaining("instances in eu-west-1 as " + ROLE);
        stage.runThroughFailuresTo("2026-11-23T02:00:00Z");

        assertThat(stage.mutations()).contains("START " + ORIGIN, "STOP " + ORIGIN);
        assertThat(stage.status("sunday-service").getLastProblem()).isEmpty();
        assertThat(stage.status("far-away").getLastProblem()).contains("WINDOW-109", "ExpiredToken");
        assertThat(far.mutations).isEmpty();
    }

    @Test
    void row35CredentialsThatComeBackAreUsedAtTheNextLook() {
        far.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-22T15:00:00Z");
        far.mend("DescribeInstances");

        stage.runTo("2026-11-22T15:02:00Z");

        assertThat(stage.state("far-away")).isEqualTo("OPEN");
    }

    @Test
    void anOccurrenceIsClosedWhereItWasOpenedWhateverTheFileSaysByThen() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.declare(SUNDAY);

        stage.restart();
        stage.runTo("2026-11-23T01:02:00Z");

        assertThat(far.mutations).containsExactly("START " + SECOND, "STOP " + SECOND);
    }
}
