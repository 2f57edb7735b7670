package dev.lamplighter.window;

import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.plan.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the result of one pass.
 *
 * @param waiting whether another pass soon would make progress
 * @param decisions what was decided, in the order of their calls
 * @param due the decisions that are to change something in EC2 now, for the routes of their actions
 * @param failure what kept some of the occurrences from being reconciled; null if nothing did
 */
public record ReconcileResult(
        String window,
        boolean waiting,
        List<Decision> decisions,
        List<DueAction> due,
        @Nullable RuntimeException failure) {
    public ReconcileResult {
        decisions = List.copyOf(decisions);
        due = List.copyOf(due);
    }

    static ReconcileResult nothing(String window) {
        return new ReconcileResult(window, false, List.of(), List.of(), null);
    }

    ReconcileResult of(String name, boolean isWaiting) {
        return new ReconcileResult(name, isWaiting, decisions, due, failure);
    }

    /** The same result with a failure; if it has one already, that is kept. */
    ReconcileResult failing(RuntimeException other) {
        return new ReconcileResult(window, waiting, decisions, due, failure == null ? other : failure);
    }

    /**
     * This result, if it has no failure.
     *
     * @throws RuntimeException what kept some of the occurrences from being reconciled
     */
    public ReconcileResult orFailure() {
        if (failure != null) {
            throw failure;
        }
        return this;
    }
}
