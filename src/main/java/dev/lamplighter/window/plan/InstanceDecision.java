package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.InstanceClaim;
import dev.lamplighter.window.journal.JournalEntry;

/**
 * A decision about an instance.
 *
 * @param claim what the journal has to say before the action is carried out
 */
public record InstanceDecision(String window, String resource, Verdict verdict, InstanceClaim claim)
        implements Decision {
    @Override
    public InstanceDecision waiting(String why, JournalEntry entry) {
        return new InstanceDecision(window, resource, Verdict.of(Action.WAIT, why), entry.claim(resource));
    }
}
