package dev.lamplighter.panel.pixel;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Describes the owner of a pixel: an instance, or all instances with the same value of a tag.
 *
 * @param id of the instance, or {@code tag=value}
 * @param name the Name tag or the id, or the value of the tag
 * @param state of the instance, or the worst state of the group
 * @param launchTime of the instance, or the earliest of the group; pixels are assigned in this order
 * @param instances the instances that it consists of, by id
 * @param sources the accounts and regions whose polls listed it
 */
public record PixelOwner(
        String id,
        String name,
        InstanceState state,
        Instant launchTime,
        List<Instance> instances,
        Set<String> sources) {
    public PixelOwner {
        instances = List.copyOf(instances);
        sources = Set.copyOf(sources);
    }

    public static PixelOwner of(Instance instance, Set<String> sources) {
        return new PixelOwner(
                instance.id(), instance.name(), instance.state(), instance.launchTime(), List.of(instance), sources);
    }

    /** Makes an owner from a kept pixel, while no poll has listed it yet. */
    static PixelOwner unheardOf(PixelAssignment kept) {
        return new PixelOwner(
                kept.instanceId(),
                kept.name().isEmpty() ? kept.instanceId() : kept.name(),
                InstanceState.UNKNOWN,
                Instant.EPOCH,
                List.of(),
                kept.sources());
    }

    /** Whether it is exactly this instance, from the same sources. */
    boolean isOnly(Instance instance, Set<String> asked) {
        return instances.size() == 1 && instances.get(0).equals(instance) && sources.equals(asked);
    }

    /** Its name in one line; empty if it has none. */
    String nameOrNothing() {
        return name.equals(id)
                ? ""
                : name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }

    /** Its id with the sources that list it, for people who have to choose one of several. */
    String idAndSources() {
        String from = String.join(", ", sources.stream().sorted().toList());
        return id + (from.isBlank() ? " in the service's own account and region" : " of " + from);
    }

    /** Whether a pin of this id or name refers to it. */
    boolean isCalled(String idOrName) {
        return id.equals(idOrName) || name.equals(idOrName);
    }

    /** Whether it still needs a pixel: it isn't terminated. */
    public boolean isLiving() {
        return state != InstanceState.TERMINATED;
    }
}
