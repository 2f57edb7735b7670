package dev.lamplighter.window.plan;

import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.journal.OccurrenceRecord;

/** Holds a decision about an Elastic IP. */
public record AddressDecision(String window, WindowAddress windowAddress, RuleResult ruleResult) implements Decision {
    @Override
    public String resource() {
        return windowAddress.eip();
    }

    /** Whether EC2 could not be called, so that it isn't known where the address is. */
    public boolean isUnknown() {
        return reason().equals(AddressDecisionRules.UNSEEN);
    }

    @Override
    public AddressDecision waiting(String why, OccurrenceRecord entry) {
        return new AddressDecision(window, windowAddress, RuleResult.of(Action.WAIT, why));
    }
}
