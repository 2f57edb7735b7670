package dev.lamplighter.fleet;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes one EC2 instance as the last poll described it.
 *
 * @param id for example {@code i-0123456789abcdef0}
 * @param launchTime of the latest start
 * @param stateReasonCode for example {@code Client.UserInitiatedShutdown}; null while EC2 gives none
 * @param tags key to value
 * @param checks EC2's own status checks; NONE if only DescribeInstances was called
 */
public record Instance(
        String id,
        InstanceState state,
        Instant launchTime,
        @Nullable String stateReasonCode,
        @Nullable String privateIp,
        @Nullable String publicIp,
        Map<String, String> tags,
        StatusChecks checks) {
    public Instance {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(launchTime, "launchTime");
        Objects.requireNonNull(checks, "checks");
        tags = Map.copyOf(tags);
    }

    /** An instance without EC2's own checks. */
    public Instance(
            String id,
            InstanceState state,
            Instant launchTime,
            @Nullable String stateReasonCode,
            @Nullable String privateIp,
            @Nullable String publicIp,
            Map<String, String> tags) {
        this(id, state, launchTime, stateReasonCode, privateIp, publicIp, tags, StatusChecks.NONE);
    }

    /** Makes an instance of which only state and checks are known so far. */
    static Instance undescribed(String id, InstanceState state, StatusChecks checks) {
        return new Instance(id, state, Instant.EPOCH, null, null, null, Map.of(), checks);
    }

    /** The same instance with a newer state; this object itself when nothing has changed. */
    Instance seen(InstanceState newState, StatusChecks newChecks) {
        return newState == state && newChecks.equals(checks)
                ? this
                : new Instance(id, newState, launchTime, stateReasonCode, privateIp, publicIp, tags, newChecks);
    }

    /** The Name tag, or the id of an instance that has none. */
    public String name() {
        String name = tags.getOrDefault("Name", "");
        return name.isBlank() ? id : name;
    }
}
