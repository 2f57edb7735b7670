package dev.lamplighter.window.plan;

import dev.lamplighter.window.ec2.Ec2Operation;
import org.jspecify.annotations.Nullable;

/** Lists the actions that a decision can ask for. */
public enum Action {
    START(Purpose.BEGIN, Ec2Operation.START_INSTANCES),
    /** Launches an instance in a slot of an occurrence. */
    RUN(Purpose.BEGIN, Ec2Operation.RUN_INSTANCES),
    /** Gives a stopped instance another type. */
    MODIFY(Purpose.CHANGE, Ec2Operation.MODIFY_INSTANCE_ATTRIBUTE),
    ASSOCIATE(Purpose.BEGIN, Ec2Operation.ASSOCIATE_ADDRESS),
    ATTACH(Purpose.BEGIN, Ec2Operation.ATTACH_VOLUME),
    /** Tags an instance that is to be given up, so that nobody sends it viewers any more. */
    DRAIN(Purpose.END, Ec2Operation.CREATE_TAGS),
    STOP(Purpose.END, Ec2Operation.STOP_INSTANCES),
    HIBERNATE(Purpose.END, Ec2Operation.STOP_INSTANCES),
    TERMINATE(Purpose.END, Ec2Operation.TERMINATE_INSTANCES),
    /**
     * Does nothing for now, because something is under way or it is too early for the next call; a later pass decides again.
     */
    WAIT(Purpose.NOTHING, null),
    /** Raises an alert, because no call would help and the operator must act. */
    ALERT(Purpose.NOTHING, null),
    /** Does nothing, because everything is as it should be. */
    NONE(Purpose.NOTHING, null);

    /** What an action changes in EC2. */
    private enum Purpose {
        BEGIN,
        CHANGE,
        END,
        NOTHING
    }

    private final Purpose purpose;
    private final @Nullable Ec2Operation operation;

    Action(Purpose purpose, @Nullable Ec2Operation operation) {
        this.purpose = purpose;
        this.operation = operation;
    }

    /**
     * The operation of EC2 that carries it out.
     *
     * @throws IllegalStateException if it isn't {@link #isMutating mutating}
     */
    public Ec2Operation operation() {
        if (operation == null) {
            throw new IllegalStateException("nothing to call for " + this);
        }
        return operation;
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
