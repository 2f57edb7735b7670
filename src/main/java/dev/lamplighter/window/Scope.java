package dev.lamplighter.window;

import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.plan.Action;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How much of the windows one look is about.
 *
 * @param window all windows if empty
 * @param allowed the calls that may be made
 */
record Scope(Optional<String> window, Set<Action> allowed) {
    static Scope everything() {
        return new Scope(Optional.empty(), EnumSet.allOf(Action.class));
    }

    static Scope opening(String window) {
        return new Scope(Optional.of(window), EnumSet.of(Action.START, Action.MODIFY, Action.ATTACH, Action.ASSOCIATE));
    }

    static Scope associating(String window) {
        return new Scope(Optional.of(window), EnumSet.of(Action.ASSOCIATE));
    }

    static Scope closing(String window) {
        return new Scope(
                Optional.of(window), EnumSet.of(Action.STOP, Action.HIBERNATE, Action.TERMINATE, Action.MODIFY));
    }

    boolean covers(JournalEntry entry) {
        return window.isEmpty() || window.get().equals(entry.window());
    }

    /** Whether the occurrence has an edge that this look is about: closing looks at ended ones, the others at open ones. */
    boolean concerns(boolean open) {
        return window.isEmpty() || open != allowed.contains(Action.STOP);
    }
}
