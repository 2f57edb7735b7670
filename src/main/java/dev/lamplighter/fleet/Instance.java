package dev.lamplighter.fleet;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One EC2 instance as the last poll described it.
 *
 * @param id for example {@code i-0123456789abcdef0}
 * @param launchTime of the latest start
 * @param stateReasonCode for example {@code Client.UserInitiatedShutdown}; null while EC2 gives none
 * @param tags key to value
 */
public record Instance(
        String id,
        InstanceState state,
        Instant launchTime,
        @Nullable String stateReasonCode,
        @Nullable String privateIp,
        @Nullable String publicIp,
        Map<String, String> tags) {
    public Instance {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(launchTime, "launchTime");
        tags = Map.copyOf(tags);
    }

    /** The Name tag, or the id of an instance that has none. */
    public String name() {
        String name = tags.getOrDefault("Name", "");
        return name.isBlank() ? id : name;
    }
}
