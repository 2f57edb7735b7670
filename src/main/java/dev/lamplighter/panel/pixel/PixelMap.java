package dev.lamplighter.panel.pixel;

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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assigns a pixel to each instance, so that a light never moves.
 *
 * <p>Pixels are assigned in this order: to pins, to owners that have a pixel already, and to new owners in launch order, the
 * lowest free index first. A pin by id goes before a pin by name. If several owners have the name of a pin, none of them
 * gets the pixel, except one that has it already. A pin on a pixel in use moves the other owner away. A pixel is freed only
 * when its owner has been terminated, or missing from complete polls of its own source, for the whole release time. An owner
 * that is already terminated when it is first seen gets no pixel. Not thread-safe.
 */
public final class PixelMap {
    private static final Comparator<PixelOwner> LAUNCH_ORDER =
            Comparator.comparing(PixelOwner::launchTime).thenComparing(PixelOwner::id);

    private final PixelSlots slots;
    private final Map<String, Integer> pins;
    private final Duration releaseAfter;
    private final Set<String> sources;
    private final Set<String> heard = new HashSet<>();
    private final Map<String, List<PixelOwner>> ambiguousPins = new TreeMap<>();
    private Map<String, PixelAssignment> assignments;

    /**
     * Makes a map from the saved assignments. Refuses pins as {@link PixelAssignmentSettings#pinsOn} does.
     *
     * @param sources the sources that are polled; a pixel whose sources are no longer among them is freed by polls of the
     *     others
     */
    public PixelMap(
            PanelGeometry panel,
            PixelAssignmentSettings settings,
            Collection<String> sources,
            List<PixelAssignment> saved) {
        this.pins = settings.pinsOn(panel);
        this.slots = new PixelSlots(panel, pins.values(), settings.overflow());
        this.releaseAfter = settings.releaseAfter();
        this.sources = new HashSet<>(sources);
        this.assignments = saved.stream()
                .filter(kept -> settings.overflow().givesPixelsTo(kept.instanceId()) && slots.contains(kept.index()))
                .collect(Collectors.toMap(
                        PixelAssignment::instanceId, kept -> kept, (one, other) -> one, LinkedHashMap::new));
    }

    /** Has these sources be all that are polled; a pixel of others is freed as one whose sources are gone at a start. */
    public void polls(Set<String> now) {
        sources.retainAll(now);
        sources.addAll(now);
        heard.retainAll(now);
    }

    /**
     * Takes a complete poll; returns true if an assignment has changed and must be saved.
     *
     * @param owners the owners of all sources, as last described
     * @param source the source that was polled
     */
    public boolean update(List<PixelOwner> owners, String source, Instant takenAt) {
        sources.add(source);
        heard.add(source);
        Map<String, PixelOwner> living = owners.stream()
                .filter(PixelOwner::isLiving)
                .collect(Collectors.toMap(
                        PixelOwner::id, pixelOwner -> pixelOwner, (one, other) -> one, LinkedHashMap::new));
        Map<String, PixelAssignment> next = kept(living, source, takenAt);
        pin(next, living);
        assign(next, living);
        boolean changed = !next.equals(assignments);
        assignments = next;
        return changed;
    }

    /**
     * The names of pins that more than one owner has, so that none of them gets the pixel; each with its owners in words.
     */
    public Map<String, String> ambiguousPins() {
        Map<String, String> words = new TreeMap<>();
        ambiguousPins.forEach((pin, owners) ->
                words.put(pin, owners.stream().map(PixelOwner::idAndSources).collect(Collectors.joining(" and "))));
        return words;
    }

    public List<PixelAssignment> assignments() {
        return assignments.values().stream()
                .sorted(Comparator.comparingInt(PixelAssignment::index))
                .toList();
    }

    /**
     * The pixels of the owners that {@link #update} has taken. The kept pixel of an owner whose source has not been polled
     * yet shows an unknown state; that of an owner which is no longer listed is dark. While any owner has no pixel, the last
     * pixel without a pin is the "more" pixel, and its own owner is hidden, too.
     */
    public PixelAllocation layout(List<PixelOwner> owners) {
        List<OwnedPixel> lit = new ArrayList<>();
        List<PixelOwner> hidden = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (PixelOwner pixelOwner : owners) {
            PixelAssignment kept = assignments.get(pixelOwner.id());
            listed.add(pixelOwner.id());
            if (kept != null) {
                lit.add(slots.ownedPixel(kept.index(), pixelOwner));
            } else if (pixelOwner.isLiving()) {
                hidden.add(pixelOwner);
            }
        }
        assignments.values().stream()
                .filter(kept -> !listed.contains(kept.instanceId()) && kept.goneSince() == null)
                .forEach(kept -> lit.add(slots.ownedPixel(kept.index(), PixelOwner.unheardOf(kept))));
        return marked(lit, hidden);
    }

    private PixelAllocation marked(List<OwnedPixel> lit, List<PixelOwner> hidden) {
        lit.sort(Comparator.comparingInt(OwnedPixel::page).thenComparingInt(OwnedPixel::index));
        Set<Integer> pages = lit.stream()
                .map(OwnedPixel::page)
                .filter(page -> page != OwnedPixel.EVERY_PAGE)
                .collect(Collectors.toCollection(TreeSet::new));
        if (pages.isEmpty()) {
            pages.add(0);
        }
        List<Integer> free = slots.free(assignments.values());
        if (hidden.isEmpty()) {
            return new PixelAllocation(lit, hidden, pages.size() > 1 ? slots.mark() : -1, List.copyOf(pages), free);
        }
        lit.stream()
                .filter(ownedPixel -> ownedPixel.index() == slots.mark())
                .map(OwnedPixel::pixelOwner)
                .forEach(hidden::add);
        lit.removeIf(ownedPixel -> ownedPixel.index() == slots.mark());
        return new PixelAllocation(lit, hidden, slots.mark(), List.copyOf(pages), free);
    }

    private Map<String, PixelAssignment> kept(Map<String, PixelOwner> living, String source, Instant takenAt) {
        Map<String, PixelAssignment> kept = new LinkedHashMap<>();
        for (PixelAssignment old : assignments.values()) {
            String id = old.instanceId();
            PixelOwner pixelOwner = living.get(id);
            if (pixelOwner != null) {
                PixelAssignment now = PixelAssignment.of(pixelOwner, old.index());
                kept.put(id, now.equals(old) ? old : now);
            } else if (!isAnsweredBy(source, old)) {
                kept.put(id, old);
            } else {
                Instant goneSince = Optional.ofNullable(old.goneSince()).orElse(takenAt);
                if (goneSince.plus(releaseAfter).isAfter(takenAt)) {
                    kept.put(id, new PixelAssignment(id, old.name(), old.index(), old.sources(), goneSince));
                }
            }
        }
        return kept;
    }

    /** Whether a complete poll of this source proves that an owner is gone if the poll doesn't list it. */
    private boolean isAnsweredBy(String source, PixelAssignment kept) {
        Set<String> asked = new HashSet<>(kept.sources());
        asked.retainAll(sources);
        return asked.isEmpty() ? heard.containsAll(sources) : asked.contains(source) && heard.containsAll(asked);
    }

    private void pin(Map<String, PixelAssignment> next, Map<String, PixelOwner> living) {
        next.values().removeIf(kept -> slots.isReserved(kept.index()));
        ambiguousPins.clear();
        Set<String> pinned = new HashSet<>();
        byIdFirst(living)
                .forEach(pin -> holder(pin, next, living, pinned).ifPresent(holder -> {
                    pinned.add(holder.id());
                    next.values().removeIf(other -> slots.onPanel(other.index()) == pin.getValue());
                    next.put(holder.id(), PixelAssignment.of(holder, pin.getValue()));
                }));
    }

    private Stream<Map.Entry<String, Integer>> byIdFirst(Map<String, PixelOwner> living) {
        return pins.entrySet().stream().sorted(Comparator.comparing(pin -> !living.containsKey(pin.getKey())));
    }

    /** The owner of a pinned pixel. If several owners have the name, only one that has the pixel already. */
    private Optional<PixelOwner> holder(
            Map.Entry<String, Integer> pin,
            Map<String, PixelAssignment> next,
            Map<String, PixelOwner> living,
            Set<String> pinned) {
        List<PixelOwner> called = living.values().stream()
                .filter(pixelOwner -> pixelOwner.isCalled(pin.getKey()))
                .filter(pixelOwner -> !pinned.contains(pixelOwner.id()))
                .sorted(LAUNCH_ORDER)
                .toList();
        Optional<PixelOwner> only = called.stream()
                .filter(pixelOwner -> called.size() == 1 || pixelOwner.id().equals(pin.getKey()))
                .findFirst()
                .or(() -> called.stream()
                        .filter(pixelOwner -> holds(next, pixelOwner, pin.getValue()))
                        .findFirst());
        if (only.isEmpty() && !called.isEmpty()) {
            ambiguousPins.put(pin.getKey(), called);
        }
        return only;
    }

    private static boolean holds(Map<String, PixelAssignment> next, PixelOwner pixelOwner, int index) {
        PixelAssignment kept = next.get(pixelOwner.id());
        return kept != null && kept.index() == index;
    }

    private void assign(Map<String, PixelAssignment> next, Map<String, PixelOwner> living) {
        Set<Integer> taken = next.values().stream().map(PixelAssignment::index).collect(Collectors.toSet());
        int free = slots.firstFree(0, taken);
        if (free < 0) {
            return;
        }
        for (PixelOwner pixelOwner : living.values().stream()
                .filter(pixelOwner -> !next.containsKey(pixelOwner.id()))
                .sorted(LAUNCH_ORDER)
                .toList()) {
            if (free < 0) {
                return;
            }
            next.put(pixelOwner.id(), PixelAssignment.of(pixelOwner, free));
            free = slots.firstFree(free + 1, taken);
        }
    }
}
