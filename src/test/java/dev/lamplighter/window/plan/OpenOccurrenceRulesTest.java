package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.ManualStopPolicy;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of an instance under every claim of an open occurrence. */
final class OpenOccurrenceRulesTest {
    private static final Instant LAUNCHED = Look.START.minus(Duration.ofHours(5));
    private final Look look = Look.at(Look.START.plus(Duration.ofHours(1)));
    private ManualStopPolicy manual = ManualStopPolicy.RESPECT;
    private List<String> alternates = List.of();

    private InstanceDecision decision() {
        return new OpenOccurrenceRules(look.situation(), look.entry(), manual, alternates).decide(ID);
    }

    private static Optional<String> alert(InstanceDecision decision) {
        return Optional.ofNullable(decision.ruleResult().problem()).map(Problem::code);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, NAMED, NONE, HELD",
        "RUNNING, STARTING, NONE, HELD",
        "RUNNING, LEFT, NONE, HELD",
        "PENDING, NAMED, WAIT, STARTING",
        "PENDING, HELD, WAIT, HELD",
        "STOPPING, NAMED, WAIT, NAMED",
        "STOPPED, NAMED, START, STARTING",
        "STOPPED, STARTING, START, STARTING",
        "STOPPED, LEFT, NONE, LEFT",
        "STOPPED, STOPPING, NONE, STOPPING",
        "STOPPED, STOP_SEEN, NONE, STOP_SEEN",
        "STOPPED, RELEASED, NONE, RELEASED",
        "SHUTTING_DOWN, HELD, ALERT, HELD",
        "TERMINATED, HELD, ALERT, HELD",
        "UNKNOWN, HELD, WAIT, HELD"
    })
    void eachStateAndClaimHasItsAnswer(InstanceState state, ClaimPhase before, Action action, ClaimPhase after) {
        look.claim(before).instance(state);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
        assertThat(alert(decision)).isEqualTo(action == Action.ALERT ? Optional.of("WINDOW-101") : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"NAMED, false, ALERT", "NAMED, true, ALERT", "HELD, false, WAIT", "HELD, true, ALERT"})
    void anInstanceThatIsNotListedIsAwaitedOnlyIfItWasListedBefore(ClaimPhase before, boolean missing, Action action) {
        look.missing = missing;
        look.claim(before);

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void aStartSaysWhatItComesAfter() {
        look.instance(InstanceState.STOPPED);
        assertThat(decision().reason()).isEqualTo("its window is open");

        look.claim(InstanceStartAttempts.NAMED.refused("InsufficientInstanceCapacity", false));
        assertThat(decision().reason()).isEqualTo("its window is open; tried again after InsufficientInstanceCapacity");
    }

    @ParameterizedTest
    @CsvSource({"19999, WAIT", "20000, START"})
    void noCallWithinTwentySecondsOfAnother(long millis, Action action) {
        look.instance(InstanceState.STOPPED).called("MODIFY", Duration.ofMillis(millis));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({"START, WAIT", "MODIFY, START"})
    void aRefusalIsWaitedForButNotAChangedType(String last, Action action) {
        InstanceStartAttempts refused = InstanceStartAttempts.NAMED;
        for (int i = 0; i < 4; i++) {
            refused = refused.refused("InsufficientInstanceCapacity", false);
        }
        look.claim(refused).instance(InstanceState.STOPPED).called(last, Duration.ofSeconds(85));

        assertThat(decision().action()).isEqualTo(action);
        look.called(last, Duration.ofSeconds(121));
        assertThat(decision().action()).isEqualTo(Action.START);
    }

    @ParameterizedTest
    @CsvSource({"60000, START", "60001, WAIT", "61000, WAIT", "86400000, WAIT", "-60001, WAIT"})
    void nothingIsStartedOnDataOlderThanAMinute(long millis, Action action) {
        look.instance(InstanceState.STOPPED).aged(Duration.ofMillis(millis));

        assertThat(decision().action()).isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "2, Client.InternalError, START",
        "3, Client.InternalError, ALERT",
        "1, Client.InstanceInitiatedShutdown, START",
        "2, Client.InstanceInitiatedShutdown, ALERT"
    })
    void fallingBackIsStartedAFewTimes(int starts, String code, Action action) {
        InstanceStartAttempts started = new InstanceStartAttempts(ClaimPhase.STARTING, starts, 0, "", 0);
        look.claim(started).instance(InstanceState.STOPPED, LAUNCHED, code);

        assertThat(decision().action()).isEqualTo(action);
        assertThat(alert(decision())).isEqualTo(action == Action.ALERT ? Optional.of("WINDOW-104") : Optional.empty());
    }

    /** A process may end between the journal and the call; EC2's clock may be a minute behind. */
    @ParameterizedTest
    @CsvSource({
        "START, Client.UserInitiatedShutdown, 61, the start before did not reach EC2, 1",
        "START, Client.UserInitiatedShutdown, 60, 'it did not stay on, Client.UserInitiatedShutdown', 2",
        "START, Client.InternalError, 61, 'it did not stay on, Client.InternalError', 2",
        "MODIFY, Client.UserInitiatedShutdown, 61, 'it did not stay on, Client.UserInitiatedShutdown', 2"
    })
    void aStartThatNeverReachedEc2DoesNotCount(String called, String code, long before, String why, int starts) {
        look.claim(new InstanceStartAttempts(ClaimPhase.STARTING, 1, 0, "", 0))
                .called(called, Duration.ofMinutes(10))
                .instance(
                        InstanceState.STOPPED,
                        look.now.minus(Duration.ofMinutes(10)).minusSeconds(before),
                        code);

        assertThat(decision().action()).isEqualTo(Action.START);
        assertThat(decision().reason()).isEqualTo(why);
        assertThat(decision().claim().starts()).isEqualTo(starts);
    }

    @Test
    void aFallBackForWantOfCapacityGoesOnToTheNextType() {
        alternates = List.of("c7a.large");
        look.claim(new InstanceStartAttempts(ClaimPhase.STARTING, 1, 0, "", 0))
                .type("c7i.large")
                .instance(InstanceState.STOPPED, LAUNCHED, "Server.InsufficientInstanceCapacity");

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(Action.MODIFY);
        assertThat(decision.typeChange().orElseThrow().to()).isEqualTo("c7a.large");
        assertThat(decision.typeChange().orElseThrow().isGivenBack()).isFalse();
        assertThat(decision.claim().types()).isEqualTo(1);
    }

    @Test
    void aFallBackRightAfterTheCallIsNotYetBelieved() {
        look.claim(new InstanceStartAttempts(ClaimPhase.STARTING, 3, 0, "", 0))
                .called("START", Duration.ofSeconds(19))
                .instance(InstanceState.STOPPED, LAUNCHED, "Client.InternalError");

        assertThat(decision().action()).isEqualTo(Action.WAIT);
    }

    @ParameterizedTest
    @CsvSource({
        "RESPECT, Client.UserInitiatedShutdown, ALERT, LEFT",
        "RESPECT, '', ALERT, LEFT",
        "RESPECT, , ALERT, LEFT",
        "ENFORCE, Client.UserInitiatedShutdown, WAIT, LEFT",
        "RESPECT, Server.SpotInstanceShutdown, START, STARTING"
    })
    void whoStoppedItDecides(ManualStopPolicy policy, String code, Action action, ClaimPhase after) {
        manual = policy;
        look.claim(ClaimPhase.HELD).instance(InstanceState.STOPPED, LAUNCHED, code);

        InstanceDecision decision = decision();

        assertThat(decision.action()).isEqualTo(action);
        assertThat(decision.claim().claimPhase()).isEqualTo(after);
    }

    @Test
    void whatAPersonLeftOffIsStartedWhereThatIsEnforced() {
        manual = ManualStopPolicy.ENFORCE;
        look.claim(ClaimPhase.LEFT).instance(InstanceState.STOPPED);

        assertThat(decision().action()).isEqualTo(Action.START);
    }

    /** The stop of another occurrence, asked for in the run that has ended, and not long ago. */
    @ParameterizedTest
    @CsvSource({
        "STOP, PT5M, START",
        "HIBERNATE, PT5M, START",
        "START, PT5M, ALERT",
        "STOP, PT29M59S, START",
        "STOP, PT30M, ALERT",
        "STOP, PT6H1M, ALERT"
    })
    void ourOwnStopIsNoPersons(String last, Duration ago, Action action) {
        look.claim(ClaimPhase.HELD)
                .instance(InstanceState.STOPPED, LAUNCHED, "Client.UserInitiatedShutdown")
                .called(last, ago);

        assertThat(decision().action()).isEqualTo(action);
    }

    @Test
    void aStopBeforeItsLastLaunchExplainsNothing() {
        look.claim(ClaimPhase.HELD)
                .instance(InstanceState.STOPPED, look.now.minusSeconds(60), "Client.UserInitiatedShutdown")
                .called("STOP", Duration.ofMinutes(5));

        assertThat(decision().action()).isEqualTo(Action.ALERT);
    }
}
