package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static dev.lamplighter.window.plan.Look.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an instance that the occurrence has launched, after its end or while the load doesn't need it. */
final class TerminationRulesTest {
    private static final String NOT_FOUND = "InvalidInstanceID.NotFound";
    private final Look look = Look.at(Look.END.plus(Duration.ofMinutes(5))).claim(ClaimPhase.HELD);

    private InstanceDecision decision() {
        return new TerminationRules(look.situation(), look.entry()).decide(ID);
    }

    private InstanceDecision draining(Duration ago) {
        SlotScaling drain =
                new SlotScaling("repeater-2", SlotScaling.Direction.IN, look.now.minus(ago), "one fewer was enough");
        return new DrainRules(look.situation(), look.entry(), null).decide(ID, drain);
    }

    private static InstanceStartAttempts refused(int refusals, String code) {
        return new InstanceStartAttempts(ClaimPhase.STOPPING, 1, refusals, code, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whateverItsStateItIsTerminatedUntilEc2ShowsThat(InstanceState state) {
        boolean isGone = state == InstanceState.SHUTTING_DOWN || state == InstanceState.TERMINATED;
        look.instance(state);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(isGone ? Action.NONE : Action.TERMINATE);
        assertThat(decision.claim().claimPhase()).isEqualTo(isGone ? ClaimPhase.RELEASED : ClaimPhase.STOPPING);
        assertThat(decision.reason()).isEqualTo(isGone ? "terminated" : "its window has ended");
    }

    @Test
    void oneThatWasLetGoIsNotTerminated() {
        look.claim(ClaimPhase.RELEASED).instance(InstanceState.RUNNING);

        assertThat(decision().action()).isEqualTo(Action.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "19999, 0, 0, WAIT",
        "20000, 0, 0, TERMINATE",
        "20000, 61, 0, WAIT",
        "60000, 0, 9, WAIT",
        "89000, 0, 9, WAIT",
        "120000, 0, 9, TERMINATE"
    })
    void itIsCalledOnFreshDataAndNotJustAfterACall(long calledMillisAgo, long age, int refusals, Action action) {
        look.claim(refused(refusals, "x"))
                .instance(InstanceState.RUNNING)
                .called("TERMINATE", Duration.ofMillis(calledMillisAgo))
                .aged(Duration.ofSeconds(age));

        assertThat(decision().action()).isEqualTo(action);
    }

    /** EC2 lists what was terminated for about an hour, so that what it doesn't list may still be there before that. */
    @ParameterizedTest
    @CsvSource({
        "false, 61, InvalidInstanceID.NotFound, WAIT, HELD",
        "true, 61, InvalidInstanceID.NotFound, NONE, RELEASED",
        "true, 60, InvalidInstanceID.NotFound, TERMINATE, STOPPING",
        "true, 61, no answer, TERMINATE, STOPPING",
        "true, 61, '', TERMINATE, STOPPING"
    })
    void whatEc2DoesNotListIsLetGoOnlyOnceItIsLongUnknown(
            boolean missing, long minutesAgo, String refusal, Action action, ClaimPhase after) {
        look.missing = missing;
        look.claim(new InstanceStartAttempts(ClaimPhase.HELD, 1, 1, refusal, 0))
                .launched("repeater-2", look.now.minus(Duration.ofMinutes(minutesAgo)));

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
    }

    @Test
    void theLaunchOfAnotherInstanceSaysNothingOfThisOne() {
        look.missing = true;
        look.claim(refused(1, NOT_FOUND)).launchedAnother("repeater-1", look.now);

        assertThat(decision().action()).isEqualTo(Action.NONE);
    }

    @Test
    void whatTheLoadDoesNotNeedIsTaggedThenLeftToItsViewersAndThenTerminated() {
        look.now = START.plus(Duration.ofHours(1));
        look.instance(InstanceState.RUNNING).launched("repeater-2", START);
        assertThat(draining(Duration.ZERO).action()).isEqualTo(Action.DRAIN);

        look.tagged("another");
        assertThat(draining(Duration.ZERO).action()).isEqualTo(Action.DRAIN);

        look.tagged("lamplighter-drain");
        assertThat(draining(Duration.ofMinutes(10).minusNanos(1)).action()).isEqualTo(Action.WAIT);
        InstanceDecision last = draining(Duration.ofMinutes(10));
        assertThat(last.action()).isEqualTo(Action.TERMINATE);
        assertThat(last.reason()).isEqualTo("the load doesn't need it, and it has drained");
    }

    @ParameterizedTest
    @CsvSource({"19999, 0, 0, WAIT", "20000, 0, 0, DRAIN", "20000, 61, 0, WAIT", "60000, 0, 9, WAIT"})
    void itIsTaggedOnFreshDataAndNotJustAfterACall(long calledMillisAgo, long age, int refusals, Action action) {
        look.claim(refused(refusals, "x"))
                .instance(InstanceState.RUNNING)
                .called("DRAIN", Duration.ofMillis(calledMillisAgo))
                .aged(Duration.ofSeconds(age));

        assertThat(draining(Duration.ZERO).action()).isEqualTo(action);
    }

    @Test
    void whatEc2DoesNotListIsNotTagged() {
        assertThat(draining(Duration.ZERO).action()).isEqualTo(Action.WAIT);
    }
}
