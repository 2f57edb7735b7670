package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which instance has which pixel, so that a light never moves.
 *
 * <p>Pixels go, in this order, to pins (an id before a Name tag), to those who have one already, and to new instances in
 * launch order, the lowest free index first. A pin on a pixel in use moves the other instance away. A pixel is freed only
 * when its instance has been terminated, or missing from complete polls, for the whole release time. An instance that is
 * first seen terminated gets none. Not thread-safe.
 */
public final class PixelMap {
    private static final Comparator<Instance> LAUNCH_ORDER =
            Comparator.comparing(Instance::launchTime).thenComparing(Instance::id);

    private final PanelGeometry panel;
    private final Map<String, Integer> pins;
    private final Duration releaseAfter;
    private Map<String, PixelAssignment> assignments;

    /** Refuses pins as {@link PixelSettings#pinsOn} does. */
    public PixelMap(PanelGeometry panel, PixelSettings settings, List<PixelAssignment> saved) {
        this.panel = panel;
        this.pins = settings.pinsOn(panel);
        this.releaseAfter = settings.releaseAfter();
        this.assignments = saved.stream()
                .collect(Collectors.toMap(
                        PixelAssignment::instanceId, kept -> kept, (one, other) -> one, LinkedHashMap::new));
    }

    /** Takes in a complete poll; true when an assignment has changed and wants to be saved. */
    public boolean update(FleetSnapshot fleet) {
        Map<String, Instance> living = fleet.instances().stream()
                .filter(instance -> instance.state() != InstanceState.TERMINATED)
                .collect(Collectors.toMap(Instance::id, instance -> instance));
        Map<String, PixelAssignment> next = kept(living, fleet.takenAt());
        pin(next, living);
        assign(next, living);
        boolean changed = !next.equals(assignments);
        assignments = next;
        return changed;
    }

    public List<PixelAssignment> assignments() {
        return assignments.values().stream()
                .sorted(Comparator.comparingInt(PixelAssignment::index))
                .toList();
    }

    /** The lights before the first poll: every kept pixel whose instance was alive, in an unknown state. */
    public Lamps lamps() {
        return new Lamps(
                assignments().stream()
                        .filter(kept -> kept.goneSince() == null)
                        .map(kept ->
                                new Lamp(kept.index(), kept.instanceId(), kept.instanceId(), InstanceState.UNKNOWN))
                        .toList(),
                0,
                -1);
    }

    /**
     * The lights of a fleet that {@link #update} has taken in. While an instance has no pixel, the last pixel without a pin
     * is the "more" lamp and whoever it belongs to is hidden too. A pixel kept for an instance that EC2 no longer lists is
     * dark.
     */
    public Lamps lamps(FleetSnapshot fleet) {
        List<Lamp> lit = fleet.instances().stream()
                .flatMap(instance -> lamp(instance).stream())
                .sorted(Comparator.comparingInt(Lamp::index))
                .toList();
        long without = fleet.instances().stream()
                .filter(instance -> instance.state() != InstanceState.TERMINATED)
                .filter(instance -> !assignments.containsKey(instance.id()))
                .count();
        if (without == 0) {
            return new Lamps(lit, 0, -1);
        }
        int more = lastUnpinned();
        List<Lamp> seen = lit.stream().filter(lamp -> lamp.index() != more).toList();
        return new Lamps(seen, (int) without + lit.size() - seen.size(), more);
    }

    private Optional<Lamp> lamp(Instance instance) {
        return Optional.ofNullable(assignments.get(instance.id()))
                .map(kept -> new Lamp(kept.index(), instance.id(), instance.name(), instance.state()));
    }

    private int lastUnpinned() {
        for (int index = panel.size() - 1; index >= 0; index--) {
            if (!pins.containsValue(index)) {
                return index;
            }
        }
        return -1;
    }

    private Map<String, PixelAssignment> kept(Map<String, Instance> living, Instant takenAt) {
        Map<String, PixelAssignment> kept = new LinkedHashMap<>();
        for (PixelAssignment old : assignments.values()) {
            Instant goneSince = living.containsKey(old.instanceId())
                    ? null
                    : Optional.ofNullable(old.goneSince()).orElse(takenAt);
            if (goneSince == null || goneSince.plus(releaseAfter).isAfter(takenAt)) {
                kept.put(old.instanceId(), new PixelAssignment(old.instanceId(), old.index(), goneSince));
            }
        }
        return kept;
    }

    private void pin(Map<String, PixelAssignment> next, Map<String, Instance> living) {
        Set<String> pinned = new HashSet<>();
        byIdFirst(living)
                .forEach(pin -> holder(pin, next, living, pinned).ifPresent(holder -> {
                    pinned.add(holder.id());
                    next.values().removeIf(other -> other.index() == pin.getValue());
                    next.put(holder.id(), new PixelAssignment(holder.id(), pin.getValue(), null));
                }));
    }

    private Stream<Map.Entry<String, Integer>> byIdFirst(Map<String, Instance> living) {
        return pins.entrySet().stream().sorted(Comparator.comparing(pin -> !living.containsKey(pin.getKey())));
    }

    /** Of several with the same name: the one that has the pixel already, else the one launched first. */
    private static Optional<Instance> holder(
            Map.Entry<String, Integer> pin,
            Map<String, PixelAssignment> next,
            Map<String, Instance> living,
            Set<String> pinned) {
        return living.values().stream()
                .filter(instance ->
                        instance.id().equals(pin.getKey()) || instance.name().equals(pin.getKey()))
                .filter(instance -> !pinned.contains(instance.id()))
                .min(Comparator.comparing((Instance instance) -> !holds(next, instance, pin.getValue()))
                        .thenComparing(LAUNCH_ORDER));
    }

    private static boolean holds(Map<String, PixelAssignment> next, Instance instance, int index) {
        PixelAssignment kept = next.get(instance.id());
        return kept != null && kept.index() == index;
    }

    private void assign(Map<String, PixelAssignment> next, Map<String, Instance> living) {
        Set<Integer> taken = next.values().stream().map(PixelAssignment::index).collect(Collectors.toSet());
        taken.addAll(pins.values());
        int free = 0;
        for (Instance instance : living.values().stream().sorted(LAUNCH_ORDER).toList()) {
            while (taken.contains(free)) {
                free++;
            }
            if (free >= panel.size()) {
                return;
            }
            if (!next.containsKey(instance.id())) {
                next.put(instance.id(), new PixelAssignment(instance.id(), free, null));
                taken.add(free);
            }
        }
    }
}
