package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.journal.JournalEntry;

/** A decision about an Elastic IP. */
public record AddressDecision(String window, Address address, Verdict verdict) implements Decision {
    @Override
    public String resource() {
        return address.eip();
    }

    /** Whether nobody knows where it is. */
    public boolean isUnknown() {
        return reason().equals(AddressRules.UNSEEN);
    }

    @Override
    public AddressDecision waiting(String why, JournalEntry entry) {
        return new AddressDecision(window, address, Verdict.of(Action.WAIT, why));
    }
}
