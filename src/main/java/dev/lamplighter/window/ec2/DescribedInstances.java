package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the instances that one series of DescribeInstances calls showed.
 *
 * @param takenAt when the first page was asked for: nothing in it can be older
 * @param instances by id
 * @param interfaces network interface id to the id of the instance it is attached to
 * @param types instance id to its type, for example {@code c7i.large}
 */
public record DescribedInstances(
        Instant takenAt, Map<String, Instance> instances, Map<String, String> interfaces, Map<String, String> types) {
    public DescribedInstances {
        instances = Map.copyOf(instances);
        interfaces = Map.copyOf(interfaces);
        types = Map.copyOf(types);
    }

    /** The same description with a time that is no later than {@code latest}. */
    public DescribedInstances takenBy(Instant latest) {
        return takenAt.isAfter(latest) ? new DescribedInstances(latest, instances, interfaces, types) : this;
    }

    public Optional<Instance> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** Empty where EC2 gives none. */
    public Optional<String> type(String instanceId) {
        return Optional.ofNullable(types.get(instanceId));
    }
}
