package dev.lamplighter.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds all instances of a source at one moment, from all pages of one successful poll.
 *
 * @param takenAt when the last page arrived
 * @param instances in the order EC2 listed them, each id once
 */
public record FleetSnapshot(Instant takenAt, List<Instance> instances) {
    public FleetSnapshot {
        instances = List.copyOf(instances);
    }

    public Optional<Instance> instance(String id) {
        return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
    }
}
