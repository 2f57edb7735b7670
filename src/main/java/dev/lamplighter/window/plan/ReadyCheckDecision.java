package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.OccurrenceRecord;

/**
 * Holds a decision about the ready check of a window.
 *
 * @param resource the URL of the page
 */
public record ReadyCheckDecision(String window, String resource, RuleResult ruleResult) implements Decision {
    @Override
    public ReadyCheckDecision waiting(String why, OccurrenceRecord entry) {
        return new ReadyCheckDecision(window, resource, RuleResult.of(Action.WAIT, why));
    }
}
