package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An action and why.
 *
 * @param reason a sentence without the time of day, so that the same situation gives the same words
 * @param problem what a person has to know; only with {@link Action#ALERT}, and always then
 */
public record Verdict(
        Action action, String reason, @Nullable Problem problem) {
    public Verdict {
        if ((action == Action.ALERT) != (problem != null)) {
            throw new IllegalArgumentException("a problem belongs to ALERT alone, got " + action);
        }
    }

    static Verdict of(Action action, String reason) {
        return new Verdict(action, reason, null);
    }

    public static Verdict alert(Problem problem) {
        return new Verdict(Action.ALERT, problem.what() + ": " + problem.why(), problem);
    }
}
