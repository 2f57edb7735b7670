package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.JournalEntry;

/**
 * Holds a decision about the ready check of a window.
 *
 * @param resource the URL of the page
 */
public record CheckDecision(String window, String resource, RuleResult ruleResult) implements Decision {
    @Override
    public CheckDecision waiting(String why, JournalEntry entry) {
        return new CheckDecision(window, resource, RuleResult.of(Action.WAIT, why));
    }
}
