package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.JournalEntry;

/**
 * A decision about the page that has to answer before a window is ready.
 *
 * @param resource its address
 */
public record CheckDecision(String window, String resource, RuleResult ruleResult) implements Decision {
    @Override
    public CheckDecision waiting(String why, JournalEntry entry) {
        return new CheckDecision(window, resource, RuleResult.of(Action.WAIT, why));
    }
}
