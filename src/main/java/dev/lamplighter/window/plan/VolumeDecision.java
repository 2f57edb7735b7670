package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.journal.JournalEntry;

/** A decision about a volume. */
public record VolumeDecision(String window, Volume volume, Verdict verdict) implements Decision {
    @Override
    public String resource() {
        return volume.id();
    }

    @Override
    public VolumeDecision waiting(String why, JournalEntry entry) {
        return new VolumeDecision(window, volume, Verdict.of(Action.WAIT, why));
    }
}
