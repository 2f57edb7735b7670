package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.util.Optional;

/**
 * Names an instance that has a Name tag, as EC2 described it last.
 *
 * @param name the tag, in one line
 * @param accountRegion where it lies
 */
public record NamedInstance(String id, String name, AccountRegion accountRegion) {
    public NamedInstance {
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }

    /** Empty if it has no Name tag, or is gone for good. */
    public static Optional<NamedInstance> of(Instance instance, AccountRegion accountRegion) {
        String name = instance.tags().getOrDefault("Name", "");
        return name.isBlank() || instance.state() == InstanceState.TERMINATED
                ? Optional.empty()
                : Optional.of(new NamedInstance(instance.id(), name, accountRegion));
    }

    /** {@code i-0123456789abcdef0 in eu-central-1 as arn:aws:iam::123456789012:role/media}. */
    String idAndPlace() {
        String place = accountRegion.words();
        return id + (place.isEmpty() ? " in the service's own account and region" : " " + place);
    }
}
