package dev.lamplighter.fleet;

/** Says whether instances are healthy; any thread may ask. */
@FunctionalInterface
public interface FleetHealth {
    /** The health of an instance; UNKNOWN for one without checks. */
    InstanceHealth of(String instanceId);

    /** Whether a check of this instance has failed. */
    default boolean failed(String instanceId) {
        return of(instanceId).failed();
    }
}
