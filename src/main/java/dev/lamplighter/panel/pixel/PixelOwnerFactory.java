package dev.lamplighter.panel.pixel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the pixel owners from the fleets of all sources. An unchanged owner stays the same object, so that a poll of a large
 * fleet in which little has changed makes little garbage. Not thread-safe.
 */
public final class PixelOwnerFactory {
    /** The states from worst to best: a group shows the worst state of its instances. */
    private static final List<InstanceState> WORST_FIRST = List.of(
            InstanceState.UNKNOWN,
            InstanceState.STOPPED,
            InstanceState.SHUTTING_DOWN,
            InstanceState.STOPPING,
            InstanceState.PENDING,
            InstanceState.RUNNING,
            InstanceState.TERMINATED);

    private final Overflow overflow;
    private Map<String, PixelOwner> before = Map.of();

    public PixelOwnerFactory(Overflow overflow) {
        this.overflow = overflow;
    }

    /** The owners, each id once; an instance that two sources list belongs to the first. */
    public List<PixelOwner> of(Map<String, FleetSnapshot> fleets) {
        Map<String, PixelOwner> owners = new LinkedHashMap<>();
        fleets.forEach((source, fleet) -> {
            Set<String> sources = Set.of(source);
            fleet.instances().forEach(one -> owners.computeIfAbsent(one.id(), id -> tenant(one, sources)));
        });
        before = owners;
        List<PixelOwner> each = List.copyOf(owners.values());
        return overflow.mode() == Overflow.Mode.AGGREGATE ? byTag(each, overflow.tag()) : each;
    }

    private PixelOwner tenant(Instance instance, Set<String> sources) {
        PixelOwner known = before.get(instance.id());
        return known != null && known.isOnly(instance, sources) ? known : PixelOwner.of(instance, sources);
    }

    private static List<PixelOwner> byTag(List<PixelOwner> each, String tag) {
        Map<String, List<PixelOwner>> groups = new LinkedHashMap<>();
        for (PixelOwner one : each) {
            String value = one.instances().get(0).tags().getOrDefault(tag, "");
            groups.computeIfAbsent(value, any -> new ArrayList<>()).add(one);
        }
        List<PixelOwner> together = new ArrayList<>();
        groups.forEach((value, members) -> together.add(together(tag, value, members)));
        return together;
    }

    private static PixelOwner together(String tag, String value, List<PixelOwner> members) {
        List<Instance> instances = new ArrayList<>();
        Set<String> sources = new TreeSet<>();
        for (PixelOwner member : members) {
            instances.addAll(member.instances());
            sources.addAll(member.sources());
        }
        InstanceState worst = members.stream()
                .map(PixelOwner::state)
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElseThrow();
        Instant earliest = members.stream()
                .map(PixelOwner::launchTime)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new PixelOwner(
                tag + "=" + value, value.isBlank() ? "no " + tag : value, worst, earliest, instances, sources);
    }
}
