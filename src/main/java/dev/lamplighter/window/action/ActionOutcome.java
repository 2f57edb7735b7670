package dev.lamplighter.window.action;

/**
 * Holds the state of an action.
 *
 * @param words the state in a sentence without a full stop
 */
public record ActionOutcome(DueAction action, State state, String words) {
    /** How far it has come. */
    public enum State {
        DONE,
        REFUSED,
        WAITING
    }

    public static ActionOutcome done(DueAction action) {
        return new ActionOutcome(action, State.DONE, action + ": " + action.reason());
    }

    public static ActionOutcome refused(DueAction action, String why) {
        return new ActionOutcome(action, State.REFUSED, action + ": " + why);
    }

    public static ActionOutcome waiting(DueAction action, String why) {
        return new ActionOutcome(action, State.WAITING, action + ": " + why);
    }
}
