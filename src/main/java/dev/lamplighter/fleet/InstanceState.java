package dev.lamplighter.fleet;

import java.util.Arrays;

/**
 * Lists the states of EC2's instance lifecycle (AWS: "Amazon EC2 instance state changes"), and {@link #UNKNOWN} for a state
 * that this program doesn't know yet.
 */
public enum InstanceState {
    PENDING("pending"),
    RUNNING("running"),
    STOPPING("stopping"),
    STOPPED("stopped"),
    SHUTTING_DOWN("shutting-down"),
    TERMINATED("terminated"),
    UNKNOWN("unknown");

    private final String awsName;

    InstanceState(String awsName) {
        this.awsName = awsName;
    }

    /** The name as EC2 writes it, for example {@code shutting-down}. */
    public String awsName() {
        return awsName;
    }

    public static InstanceState ofAwsName(String name) {
        return Arrays.stream(values())
                .filter(state -> state.awsName.equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
