package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of an instance under every claim of a guard whose moment has come. */
final class GuardDecisionRulesTest {
    private final Look look = Look.at(START.plus(Duration.ofMinutes(5)));

    private InstanceDecision decision() {
        return new GuardDecisionRules(look.situation(), look.entry(), EndAction.STOP).decide(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, NAMED, STOP, STOPPING, the guard's moment has come",
        "RUNNING, STOPPING, STOP, STOPPING, the guard's moment has come",
        "RUNNING, STOP_SEEN, NONE, RELEASED, started after the guard's moment",
        "RUNNING, RELEASED, NONE, RELEASED, nothing more to do",
        "PENDING, NAMED, WAIT, NAMED, pending; to be stopped once it runs",
        "PENDING, STOP_SEEN, NONE, RELEASED, started after the guard's moment",
        "STOPPING, NAMED, NONE, RELEASED, stopping already",
        "STOPPING, STOPPING, WAIT, STOP_SEEN, stopping",
        "STOPPING, STOP_SEEN, WAIT, STOP_SEEN, stopping",
        "STOPPED, NAMED, NONE, RELEASED, off already",
        "STOPPED, STOPPING, NONE, RELEASED, stopped",
        "STOPPED, STOP_SEEN, NONE, RELEASED, stopped",
        "SHUTTING_DOWN, NAMED, NONE, RELEASED, terminated",
        "TERMINATED, STOPPING, NONE, RELEASED, terminated",
        "UNKNOWN, NAMED, WAIT, NAMED, in a state without a name"
    })
    void eachStateAndClaimHasItsAnswer(
            InstanceState state, ClaimPhase before, Action action, ClaimPhase after, String reason) {
        look.claim(before).instance(state);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
        assertThat(decision.reason()).isEqualTo(reason);
    }

    /** EC2's clock may be a minute ahead of ours. */
    @ParameterizedTest
    @CsvSource({"RUNNING, 60, STOP", "RUNNING, 61, NONE", "PENDING, 60, WAIT", "PENDING, 61, NONE"})
    void aRunThatBeganAfterTheMomentIsLeft(InstanceState state, long afterMoment, Action action) {
        look.instance(state, START.plusSeconds(afterMoment), null);

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void whatAWindowNeedsIsKeptOn() {
        look.instance(InstanceState.RUNNING).beside(OccurrenceRecord.opening("service", START, Look.END, List.of(ID)));

        assertThat(decision().action()).isEqualTo(Action.NONE);
        assertThat(decision().claim().claimPhase()).isEqualTo(ClaimPhase.RELEASED);
        assertThat(decision().reason()).isEqualTo("kept on for service");
    }

    @ParameterizedTest
    @CsvSource({"false, WAIT", "true, ALERT"})
    void anInstanceThatIsNotListedIsKeptInMind(boolean missing, Action action) {
        look.missing = missing;

        assertThat(decision().action()).isEqualTo(action);
        assertThat(decision().claim().claimPhase()).isEqualTo(ClaimPhase.NAMED);
    }
}
