package dev.lamplighter.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which instance has which pixel, so that a light never moves.
 *
 * <p>Pixels go, in this order, to pins (an id before a name), to those who have one already, and to new tenants in
 * launch order, the lowest free index first. A pin on a pixel in use moves the other one away. A pixel is freed only when
 * its tenant has been terminated, or missing from complete polls of its own source, for the whole release time. A tenant
 * that is first seen terminated gets none. Not thread-safe.
 */
public final class PixelMap {
    private static final Comparator<Tenant> LAUNCH_ORDER =
            Comparator.comparing(Tenant::launchTime).thenComparing(Tenant::id);

    private final PixelSlots slots;
    private final Map<String, Integer> pins;
    private final Duration releaseAfter;
    private final Set<String> sources;
    private final Set<String> heard = new HashSet<>();
    private Map<String, PixelAssignment> assignments;

    /**
     * Begins with what was saved. Refuses pins as {@link PixelSettings#pinsOn} does.
     *
     * @param sources that are asked; a pixel whose sources are no longer among them is freed by polls of all others
     */
    public PixelMap(
            PanelGeometry panel, PixelSettings settings, Collection<String> sources, List<PixelAssignment> saved) {
        this.pins = settings.pinsOn(panel);
        this.slots = new PixelSlots(panel, pins.values(), settings.overflow());
        this.releaseAfter = settings.releaseAfter();
        this.sources = new HashSet<>(sources);
        this.assignments = saved.stream()
                .filter(kept -> settings.overflow().givesPixelsTo(kept.instanceId()) && slots.contains(kept.index()))
                .collect(Collectors.toMap(
                        PixelAssignment::instanceId, kept -> kept, (one, other) -> one, LinkedHashMap::new));
    }

    /**
     * Takes in a complete poll; true when an assignment has changed and wants to be saved.
     *
     * @param tenants of all sources as they were described last
     * @param source that was polled
     */
    public boolean update(List<Tenant> tenants, String source, Instant takenAt) {
        sources.add(source);
        heard.add(source);
        Map<String, Tenant> living = tenants.stream()
                .filter(Tenant::isLiving)
                .collect(Collectors.toMap(Tenant::id, tenant -> tenant, (one, other) -> one, LinkedHashMap::new));
        Map<String, PixelAssignment> next = kept(living, source, takenAt);
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

    /**
     * The lights of the tenants that {@link #update} has taken in. Kept pixels of sources that weren't heard of yet are in
     * an unknown state; one of a tenant that is no longer listed is dark. While a tenant has no pixel, the last pixel
     * without a pin is the "more" lamp and whoever it belongs to is hidden too.
     */
    public Lamps lamps(List<Tenant> tenants) {
        List<Lamp> lit = new ArrayList<>();
        List<Tenant> hidden = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (Tenant tenant : tenants) {
            PixelAssignment kept = assignments.get(tenant.id());
            listed.add(tenant.id());
            if (kept != null) {
                lit.add(slots.lamp(kept.index(), tenant));
            } else if (tenant.isLiving()) {
                hidden.add(tenant);
            }
        }
        assignments.values().stream()
                .filter(kept -> !listed.contains(kept.instanceId()) && kept.goneSince() == null)
                .forEach(kept -> lit.add(slots.lamp(kept.index(), Tenant.unheardOf(kept))));
        return marked(lit, hidden);
    }

    private Lamps marked(List<Lamp> lit, List<Tenant> hidden) {
        lit.sort(Comparator.comparingInt(Lamp::page).thenComparingInt(Lamp::index));
        Set<Integer> pages = lit.stream()
                .map(Lamp::page)
                .filter(page -> page != Lamp.EVERY_PAGE)
                .collect(Collectors.toCollection(TreeSet::new));
        if (pages.isEmpty()) {
            pages.add(0);
        }
        List<Integer> free = slots.free(assignments.values());
        if (hidden.isEmpty()) {
            return new Lamps(lit, hidden, pages.size() > 1 ? slots.mark() : -1, List.copyOf(pages), free);
        }
        lit.stream()
                .filter(lamp -> lamp.index() == slots.mark())
                .map(Lamp::tenant)
                .forEach(hidden::add);
        lit.removeIf(lamp -> lamp.index() == slots.mark());
        return new Lamps(lit, hidden, slots.mark(), List.copyOf(pages), free);
    }

    private Map<String, PixelAssignment> kept(Map<String, Tenant> living, String source, Instant takenAt) {
        Map<String, PixelAssignment> kept = new LinkedHashMap<>();
        for (PixelAssignment old : assignments.values()) {
            String id = old.instanceId();
            Tenant tenant = living.get(id);
            if (tenant != null) {
                boolean asBefore = old.goneSince() == null && old.sources().equals(tenant.sources());
                kept.put(id, asBefore ? old : new PixelAssignment(id, old.index(), tenant.sources(), null));
            } else if (!isAnsweredBy(source, old)) {
                kept.put(id, old);
            } else {
                Instant goneSince = Optional.ofNullable(old.goneSince()).orElse(takenAt);
                if (goneSince.plus(releaseAfter).isAfter(takenAt)) {
                    kept.put(id, new PixelAssignment(id, old.index(), old.sources(), goneSince));
                }
            }
        }
        return kept;
    }

    /** Whether a complete poll of this source proves that a tenant which isn't listed is gone. */
    private boolean isAnsweredBy(String source, PixelAssignment kept) {
        Set<String> asked = new HashSet<>(kept.sources());
        asked.retainAll(sources);
        return asked.isEmpty() ? heard.containsAll(sources) : asked.contains(source) && heard.containsAll(asked);
    }

    private void pin(Map<String, PixelAssignment> next, Map<String, Tenant> living) {
        next.values().removeIf(kept -> slots.isReserved(kept.index()));
        Set<String> pinned = new HashSet<>();
        byIdFirst(living)
                .forEach(pin -> holder(pin, next, living, pinned).ifPresent(holder -> {
                    pinned.add(holder.id());
                    next.values().removeIf(other -> slots.onPanel(other.index()) == pin.getValue());
                    next.put(holder.id(), new PixelAssignment(holder.id(), pin.getValue(), holder.sources(), null));
                }));
    }

    private Stream<Map.Entry<String, Integer>> byIdFirst(Map<String, Tenant> living) {
        return pins.entrySet().stream().sorted(Comparator.comparing(pin -> !living.containsKey(pin.getKey())));
    }

    /** Of several with the same name: the one that has the pixel already, else the one launched first. */
    private static Optional<Tenant> holder(
            Map.Entry<String, Integer> pin,
            Map<String, PixelAssignment> next,
            Map<String, Tenant> living,
            Set<String> pinned) {
        return living.values().stream()
                .filter(tenant -> tenant.isCalled(pin.getKey()))
                .filter(tenant -> !pinned.contains(tenant.id()))
                .min(Comparator.comparing((Tenant tenant) -> !holds(next, tenant, pin.getValue()))
                        .thenComparing(LAUNCH_ORDER));
    }

    private static boolean holds(Map<String, PixelAssignment> next, Tenant tenant, int index) {
        PixelAssignment kept = next.get(tenant.id());
        return kept != null && kept.index() == index;
    }

    private void assign(Map<String, PixelAssignment> next, Map<String, Tenant> living) {
        Set<Integer> taken = next.values().stream().map(PixelAssignment::index).collect(Collectors.toSet());
        int free = slots.firstFree(0, taken);
        if (free < 0) {
            return;
        }
        for (Tenant tenant : living.values().stream()
                .filter(tenant -> !next.containsKey(tenant.id()))
                .sorted(LAUNCH_ORDER)
                .toList()) {
            if (free < 0) {
                return;
            }
            next.put(tenant.id(), new PixelAssignment(tenant.id(), free, tenant.sources(), null));
            free = slots.firstFree(free + 1, taken);
        }
    }
}
