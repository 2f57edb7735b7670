package dev.lamplighter.window.plan;

/** Lists the actions that a decision can ask for. */
public enum Action {
    START,
    /** Launches an instance in a slot of an occurrence. */
    RUN,
    /** Gives a stopped instance another type. */
    MODIFY,
    ASSOCIATE,
    ATTACH,
    /** Tags an instance that is to be given up, so that nobody sends it viewers any more. */
    DRAIN,
    STOP,
    HIBERNATE,
    TERMINATE,
    /**
     * Does nothing for now, because something is under way or it is too early for the next call; a later pass decides again.
     */
    WAIT,
    /** Raises an alert, because no call would help and the operator must act. */
    ALERT,
    /** Does nothing, because everything is as it should be. */
    NONE;

    /** Whether {@code name} is an action after which an instance is stopped. */
    static boolean stops(String name) {
        return name.equals(STOP.name()) || name.equals(HIBERNATE.name());
    }

    /** Whether carrying it out takes an instance off. */
    public boolean turnsOff() {
        return switch (this) {
            case STOP, HIBERNATE, TERMINATE -> true;
            case START, RUN, MODIFY, ASSOCIATE, ATTACH, DRAIN, WAIT, ALERT, NONE -> false;
        };
    }

    /** Whether carrying it out changes something in EC2. */
    public boolean isMutating() {
        return switch (this) {
            case START, RUN, MODIFY, ASSOCIATE, ATTACH, DRAIN, STOP, HIBERNATE, TERMINATE -> true;
            case WAIT, ALERT, NONE -> false;
        };
    }
}
