package dev.lamplighter.fleet;

/** Answers how instances do; any thread may ask. */
@FunctionalInterface
public interface FleetHealth {
    /** UNKNOWN for an instance that nobody checks. */
    InstanceHealth of(String instanceId);

    /** True when a check of this instance has failed. */
    default boolean failed(String instanceId) {
        return of(instanceId).failed();
    }
}
