package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.journal.OccurrenceRecord;

/** Holds a decision about a volume. */
public record VolumeDecision(String window, WindowVolume windowVolume, RuleResult ruleResult) implements Decision {
    @Override
    public String resource() {
        return windowVolume.id();
    }

    @Override
    public VolumeDecision waiting(String why, OccurrenceRecord entry) {
        return new VolumeDecision(window, windowVolume, RuleResult.of(Action.WAIT, why));
    }
}
