package dev.lamplighter.window.plan;

/** Lists the actions that a decision can ask for. */
public enum Action {
    START(Purpose.BEGIN),
    /** Launches an instance in a slot of an occurrence. */
    RUN(Purpose.BEGIN),
    /** Gives a stopped instance another type. */
    MODIFY(Purpose.CHANGE),
    ASSOCIATE(Purpose.BEGIN),
    ATTACH(Purpose.BEGIN),
    /** Tags an instance that is to be given up, so that nobody sends it viewers any more. */
    DRAIN(Purpose.END),
    STOP(Purpose.END),
    HIBERNATE(Purpose.END),
    TERMINATE(Purpose.END),
    /**
     * Does nothing for now, because something is under way or it is too early for the next call; a later pass decides again.
     */
    WAIT(Purpose.NOTHING),
    /** Raises an alert, because no call would help and the operator must act. */
    ALERT(Purpose.NOTHING),
    /** Does nothing, because everything is as it should be. */
    NONE(Purpose.NOTHING);

    /** What an action changes in EC2. */
    private enum Purpose {
        BEGIN,
        CHANGE,
        END,
        NOTHING
    }

    private final Purpose purpose;

    Action(Purpose purpose) {
        this.purpose = purpose;
    }

    /** Whether carrying it out begins to use something. */
    public boolean begins() {
        return purpose == Purpose.BEGIN;
    }

    /** Whether carrying it out ends the use of an instance, at once or soon. */
    public boolean ends() {
        return purpose == Purpose.END;
    }

    /** Whether {@code name} is an action after which an instance is stopped. */
    static boolean stops(String name) {
        return name.equals(STOP.name()) || name.equals(HIBERNATE.name());
    }

    /** Whether carrying it out takes an instance off. */
    public boolean turnsOff() {
        return this == STOP || this == HIBERNATE || this == TERMINATE;
    }

    /** Whether carrying it out changes something in EC2. */
    public boolean isMutating() {
        return purpose != Purpose.NOTHING;
    }
}
