package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Holds an action and the reason for it.
 *
 * @param reason a sentence without the time of day, so that the same situation gives the same words
 * @param problem the problem to report; only with {@link Action#ALERT}, and always then
 */
public record RuleResult(
        Action action, String reason, @Nullable Problem problem) {
    public RuleResult {
        if ((action == Action.ALERT) != (problem != null)) {
            throw new IllegalArgumentException("a problem belongs to ALERT alone, got " + action);
        }
    }

    static RuleResult of(Action action, String reason) {
        return new RuleResult(action, reason, null);
    }

    public static RuleResult alert(Problem problem) {
        return new RuleResult(Action.ALERT, problem.what() + ": " + problem.why(), problem);
    }
}
