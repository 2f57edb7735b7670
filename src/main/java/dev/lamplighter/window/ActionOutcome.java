package dev.lamplighter.window;

/**
 * How an action stands.
 *
 * @param words a sentence without a full stop
 */
public record ActionOutcome(DueAction action, State state, String words) {
    /** How far it has come. */
    public enum State {
        DONE,
        REFUSED,
        WAITING
    }

    static ActionOutcome done(DueAction action) {
        return new ActionOutcome(action, State.DONE, action + ": " + action.reason());
    }

    static ActionOutcome refused(DueAction action, String why) {
        return new ActionOutcome(action, State.REFUSED, action + ": " + why);
    }

    static ActionOutcome waiting(DueAction action, String why) {
        return new ActionOutcome(action, State.WAITING, action + ": " + why);
    }
}
