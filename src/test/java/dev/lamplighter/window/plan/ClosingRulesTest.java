package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of an instance under every claim of an occurrence whose end has passed. */
final class ClosingRulesTest {
    private final Look look = Look.at(Look.END.plus(Duration.ofMinutes(5)));
    private EndAction endAction = EndAction.STOP;

    private InstanceDecision decision() {
        return new ClosingRules(look.situation(), look.entry(), endAction).decide(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, HELD, STOP, STOPPING",
        "RUNNING, STARTING, STOP, STOPPING",
        "RUNNING, STOPPING, STOP, STOPPING",
        "RUNNING, STOP_SEEN, NONE, RELEASED",
        "RUNNING, NAMED, NONE, RELEASED",
        "RUNNING, RELEASED, NONE, RELEASED",
        "PENDING, STARTING, WAIT, STARTING",
        "PENDING, STOP_SEEN, NONE, RELEASED",
        "STOPPING, STOPPING, WAIT, STOP_SEEN",
        "STOPPING, STOP_SEEN, WAIT, STOP_SEEN",
        "STOPPING, HELD, NONE, RELEASED",
        "STOPPED, STARTING, NONE, RELEASED",
        "STOPPED, STOPPING, NONE, RELEASED",
        "SHUTTING_DOWN, HELD, NONE, RELEASED",
        "TERMINATED, HELD, NONE, RELEASED",
        "UNKNOWN, HELD, WAIT, HELD"
    })
    void eachStateAndClaimHasItsAnswer(InstanceState state, ClaimPhase before, Action action, ClaimPhase after) {
        look.claim(before).instance(state);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"false, WAIT", "true, ALERT"})
    void anInstanceThatIsNotListedIsKeptInMind(boolean missing, Action action) {
        look.missing = missing;
        look.claim(ClaimPhase.HELD);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(ClaimPhase.HELD);
    }

    @ParameterizedTest
    @CsvSource({"STOP, '', STOP", "TERMINATE, '', TERMINATE", "HIBERNATE, '', HIBERNATE"})
    void itEndsAsDeclared(EndAction declared, String error, Action action) {
        endAction = declared;
        look.lastError = error;
        look.claim(ClaimPhase.HELD).instance(InstanceState.RUNNING);

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "i-0123456789abcdef0: UnsupportedHibernationConfiguration, STOP",
        "i-0123456789abcdef1: UnsupportedHibernationConfiguration, HIBERNATE",
        "i-0123456789abcdef0: IncorrectInstanceState, HIBERNATE"
    })
    void anInstanceThatCannotHibernateIsStopped(String error, Action action) {
        endAction = EndAction.HIBERNATE;
        look.lastError = error;
        look.claim(ClaimPhase.HELD).instance(InstanceState.RUNNING);

        assertThat(decision().action()).isEqualTo(action);
    }

    /** EC2's clock may be a minute ahead of ours. */
    @ParameterizedTest
    @CsvSource({
        "HELD, 0, 60, STOP",
        "HELD, 0, 61, NONE",
        "HELD, 1, 61, NONE",
        "STARTING, 0, 61, NONE",
        "STARTING, 1, 61, STOP"
    })
    void aRunThatBeganAfterTheEndIsSomebodyElses(ClaimPhase claimPhase, int starts, long afterEnd, Action action) {
        look.claim(new InstanceStartAttempts(claimPhase, starts, 0, "", 0))
                .instance(InstanceState.RUNNING, Look.END.plusSeconds(afterEnd), null);

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"19999, 0, true, WAIT", "20000, 0, true, STOP", "20000, 61, true, WAIT", "20000, 0, false, WAIT"})
    void itIsStoppedOnFreshDataWhenSeenTwiceAndNotCalledJustNow(
            long calledMillisAgo, long age, boolean seenTwice, Action action) {
        look.seenTwice = seenTwice;
        look.claim(ClaimPhase.STOPPING)
                .instance(InstanceState.RUNNING)
                .called("STOP", Duration.ofMillis(calledMillisAgo))
                .aged(Duration.ofSeconds(age));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"STARTING, 19, WAIT", "STARTING, 20, NONE", "HELD, 19, NONE"})
    void aStartOfJustNowIsWaitedFor(ClaimPhase claimPhase, long ago, Action action) {
        look.claim(claimPhase).instance(InstanceState.STOPPED).called("START", Duration.ofSeconds(ago));

        assertThat(decision().action()).isEqualTo(action);
    }

    /** Which other occurrence keeps it on: an open one, another one, and one that still has a claim on it. */
    @ParameterizedTest
    @CsvSource({
        "evening, OPEN, HELD, NONE",
        "evening, OPENING, NAMED, NONE",
        "evening, CLOSING, HELD, STOP",
        "evening, OPEN, RELEASED, STOP"
    })
    void whatAnotherOccurrenceNeedsStaysOn(String window, Phase phase, ClaimPhase claimPhase, Action action) {
        look.claim(ClaimPhase.HELD)
                .instance(InstanceState.RUNNING)
                .beside(other(window, Look.START, phase, claimPhase));

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void theNextOccurrenceOfTheSameWindowIsAnotherOne() {
        look.claim(ClaimPhase.HELD)
                .instance(InstanceState.RUNNING)
                .beside(other("sunday", Look.END, Phase.OPENING, ClaimPhase.NAMED));

        assertThat(decision().reason()).isEqualTo("kept on for sunday");
    }

    @Test
    void anotherWindowThatStartedAtTheSameTimeIsAnotherOne() {
        look.claim(ClaimPhase.HELD)
                .instance(InstanceState.RUNNING)
                .beside(other("evening", Look.START, Phase.OPEN, ClaimPhase.HELD));

        assertThat(decision().reason()).isEqualTo("kept on for evening");
    }

    /** The clock went back behind its end: it is open itself, and yet not what keeps it on. */
    @Test
    void itDoesNotKeepItselfOn() {
        look.now = Look.END.minusSeconds(1);
        look.claim(ClaimPhase.HELD).instance(InstanceState.RUNNING);

        assertThat(decision().action()).isEqualTo(Action.STOP);
    }

    @Test
    void whatWasLentATypeGetsItsOwnBackOnceItIsOff() {
        look.claim(ClaimPhase.STOPPING).type("c7a.large").lent("c7i.large", "c7a.large");
        look.instance(InstanceState.STOPPED);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(Action.MODIFY);
        assertThat(decision.typeChange().orElseThrow().to()).isEqualTo("c7i.large");
        assertThat(decision.typeChange().orElseThrow().isGivenBack()).isTrue();
        assertThat(decision.claim().claimPhase()).isEqualTo(ClaimPhase.STOPPING);
    }

    @ParameterizedTest
    @CsvSource({"c7i.large, NONE", "m7i.large, NONE", ", NONE"})
    void whatHasItsOwnTypeOrAPersonsIsGivenBackAsItIs(String type, Action action) {
        look.claim(ClaimPhase.STOPPING).lent("c7i.large", "c7a.large").instance(InstanceState.STOPPED);
        if (type != null) {
            look.type(type);
        }

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, NONE", "STOPPED, MODIFY"})
    void onlyWhatIsOffCanGetItsTypeBack(InstanceState state, Action action) {
        look.claim(ClaimPhase.NAMED)
                .type("c7a.large")
                .lent("c7i.large", "c7a.large")
                .instance(state);

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"OPEN, NONE", "CLOSING, MODIFY"})
    void theTypeIsLeftWhileAnotherOccurrenceNeedsTheInstance(Phase phase, Action action) {
        look.claim(ClaimPhase.NAMED)
                .type("c7a.large")
                .lent("c7i.large", "c7a.large")
                .instance(InstanceState.STOPPED)
                .beside(other("evening", Look.START, phase, ClaimPhase.NAMED));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"true, WAIT, HELD", "false, NONE, RELEASED"})
    void whatSomebodyStopsIsWaitedForWhileItHasALentType(boolean lent, Action action, ClaimPhase after) {
        look.claim(ClaimPhase.HELD).type("c7a.large").instance(InstanceState.STOPPING);
        if (lent) {
            look.lent("c7i.large", "c7a.large");
        }

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"0, 19999, WAIT", "0, 20000, MODIFY", "4, 85000, WAIT", "4, 121000, MODIFY"})
    void itsTypeIsGivenBackAWhileAfterTheLastCall(int refusals, long ago, Action action) {
        look.claim(new InstanceStartAttempts(ClaimPhase.STOPPING, 1, refusals, "IncorrectInstanceState", 0))
                .type("c7a.large")
                .lent("c7i.large", "c7a.large")
                .instance(InstanceState.STOPPED)
                .called("MODIFY", Duration.ofMillis(ago));

        assertThat(decision().action()).isEqualTo(action);
    }

    private static OccurrenceRecord other(String window, Instant start, Phase phase, ClaimPhase claimPhase) {
        return new OccurrenceRecord(
                window,
                start,
                Look.END.plus(Duration.ofHours(2)),
                phase,
                Map.of(ID, InstanceStartAttempts.NAMED.as(claimPhase)),
                List.of(),
                List.of(),
                0,
                "",
                "");
    }
}
