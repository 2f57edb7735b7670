package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.plan.Action;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names the part of the windows that one pass is about.
 *
 * @param window the window's name; empty for all windows
 * @param allowed the calls that may be made
 * @param words what the log calls such a pass
 */
record ReconcileScope(Optional<String> window, Set<Action> allowed, String words) {
    /**
     * The scope of a {@code due} argument.
     *
     * @param due {@link StreamingWindows#ALL}, or a window and its edge as in {@code sunday-service.start}
     */
    static ReconcileScope of(String due) {
        if (due.equals(StreamingWindows.ALL)) {
            return everything();
        }
        int dot = due.lastIndexOf('.');
        String window = due.substring(0, Math.max(0, dot));
        return switch (due.substring(dot + 1)) {
            case "start" -> opening(window);
            case "associate" -> associating(window);
            case "stop" -> closing(window);
            default ->
                throw new ProblemException(new Problem(
                        WindowProblemCode.NOTHING_DUE_BY_NAME,
                        "direct:window-due",
                        "nothing is due by the name \"" + due + "\"",
                        "it is neither " + StreamingWindows.ALL + " nor a window with what is due, behind a dot",
                        "send " + StreamingWindows.ALL + ", or for example sunday-service.start, .associate or .stop"));
        };
    }

    static ReconcileScope everything() {
        return new ReconcileScope(Optional.empty(), EnumSet.allOf(Action.class), "reconcile");
    }

    static ReconcileScope opening(String window) {
        return new ReconcileScope(Optional.of(window), mutating(action -> !action.ends()), "start " + window);
    }

    static ReconcileScope associating(String window) {
        return new ReconcileScope(Optional.of(window), EnumSet.of(Action.ASSOCIATE), "associate " + window);
    }

    static ReconcileScope closing(String window) {
        return new ReconcileScope(Optional.of(window), mutating(action -> !action.begins()), "stop " + window);
    }

    private static Set<Action> mutating(Predicate<Action> which) {
        return Arrays.stream(Action.values())
                .filter(Action::isMutating)
                .filter(which)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The occurrences that this pass is about. Those that have to be stopped go first, in case EC2's request rates don't allow
     * all of it.
     */
    List<OccurrenceRecord> of(List<OccurrenceRecord> entries, Instant now) {
        return entries.stream()
                .filter(entry -> window.isEmpty() || window.get().equals(entry.window()))
                .filter(entry -> concerns(entry.isOpen(now)))
                .sorted(Comparator.comparing(entry -> entry.isOpen(now)))
                .toList();
    }

    /** Whether this pass is about open, or about ended, occurrences: only a stop is about ended ones. */
    private boolean concerns(boolean open) {
        return window.isEmpty() || open != allowed.contains(Action.STOP);
    }
}
