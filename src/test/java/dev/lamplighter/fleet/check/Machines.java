package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.fleet.StatusChecks;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances to be checked. */
final class Machines {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Machines() {}

    static Instance running(String id, Map<String, String> tags) {
        return machine(id, InstanceState.RUNNING, "127.0.0.1", tags);
    }

    static Instance without(String id) {
        return machine(id, InstanceState.RUNNING, null, Map.of());
    }

    static Instance machine(String id, InstanceState state, @Nullable String privateIp, Map<String, String> tags) {
        return new Instance(id, state, NOON, null, privateIp, null, tags);
    }

    static Instance checked(String id, InstanceState state, String instanceCheck) {
        return new Instance(id, state, NOON, null, null, null, Map.of(), new StatusChecks("ok", instanceCheck, "ok"));
    }
}
