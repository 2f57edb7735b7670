package dev.lamplighter.window.plan;

import static dev.lamplighter.window.plan.Look.ENI;
import static dev.lamplighter.window.plan.Look.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words for what an occurrence waits for. */
final class OccurrenceWaitReasonsTest {
    private final Look look = new Look().instance(InstanceState.STOPPED);

    private String words(OccurrenceRecord entry, Decision... decisions) {
        return OccurrenceWaitReasons.words(
                entry, List.of(decisions), look.situation().describedInstances());
    }

    private static InstanceDecision instance(String id, Action action, String reason) {
        return new InstanceDecision("sunday", id, RuleResult.of(action, reason), InstanceStartAttempts.NAMED);
    }

    @Test
    void eachKindOfResourceIsNamedWithItsPlaceAndReason() {
        RuleResult ruleResult = RuleResult.of(Action.WAIT, "wait");

        assertThat(words(
                        look.entry(),
                        instance(ID, Action.WAIT, "wait"),
                        instance(Look.OTHER, Action.WAIT, "wait"),
                        new AddressDecision("sunday", new WindowAddress("eipalloc-1", ENI, null), ruleResult),
                        new VolumeDecision("sunday", new WindowVolume("vol-1", ID, "/dev/sdf"), ruleResult),
                        new ReadyCheckDecision("sunday", "http://10.0.1.7/", ruleResult),
                        new HookRouteDecision("sunday", "direct:warm-up", ruleResult)))
                .isEqualTo("instance " + ID + " is stopped (wait), instance " + Look.OTHER
                        + " is not listed by EC2 (wait), address eipalloc-1 is not known to be on " + ENI
                        + " (wait), volume vol-1 is not known to be on " + ID
                        + " (wait), page http://10.0.1.7/ (wait), route direct:warm-up (wait)");
    }

    @Test
    void aSlotHasNoInstance() {
        assertThat(words(
                        look.entry(),
                        new LaunchDecision(
                                "sunday", "sunday/origin", RuleResult.of(Action.WAIT, "its lead"), null, null)))
                .isEqualTo("slot sunday/origin has no instance (its lead)");
    }

    @Test
    void whatIsInPlaceIsNotLacking() {
        assertThat(words(look.entry(), instance(ID, Action.NONE, "running"))).isEmpty();
    }

    @Test
    void aCallIsNamedAndWhatEc2SaidToItButNotWhatItSaidToAnother() {
        look.lastError = ID + ": InsufficientInstanceCapacity";

        assertThat(words(look.entry(), instance(ID, Action.START, "open")))
                .isEqualTo("instance " + ID + " is stopped (START: open; InsufficientInstanceCapacity)");
        assertThat(words(look.entry(), instance(Look.OTHER, Action.START, "open")))
                .isEqualTo("instance " + Look.OTHER + " is not listed by EC2 (START: open)");
    }

    @Test
    void sixAreNamedAndTheOthersCounted() {
        Decision one = instance(ID, Action.WAIT, "wait");

        assertThat(OccurrenceWaitReasons.words(
                        look.entry(),
                        Collections.nCopies(6, one),
                        look.situation().describedInstances()))
                .endsWith("(wait)");
        assertThat(OccurrenceWaitReasons.words(
                        look.entry(),
                        Collections.nCopies(8, one),
                        look.situation().describedInstances()))
                .endsWith("(wait), and 2 more");
    }

    @Test
    void wordsOfMoreThanThreeHundredLettersAreCut() {
        assertThat(words(look.entry(), instance(ID, Action.WAIT, "x".repeat(300))))
                .endsWith("(" + "x".repeat(300) + ")");
        assertThat(words(look.entry(), instance(ID, Action.WAIT, "x".repeat(301))))
                .endsWith("(" + "x".repeat(300) + "...)");
    }
}
