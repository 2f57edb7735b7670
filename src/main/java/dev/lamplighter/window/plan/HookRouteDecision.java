package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.OccurrenceRecord;

/**
 * Holds a decision about a route that runs at an edge of a window.
 *
 * @param resource the route's endpoint
 */
public record HookRouteDecision(String window, String resource, RuleResult ruleResult) implements Decision {
    /** Whether what comes after it has to wait. */
    public boolean isWaiting() {
        return action() == Action.WAIT;
    }

    @Override
    public HookRouteDecision waiting(String why, OccurrenceRecord entry) {
        return new HookRouteDecision(window, resource, RuleResult.of(Action.WAIT, why));
    }
}
