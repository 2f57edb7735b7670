package dev.lamplighter.window.override;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Applies all overrides to the declared state. For each instant, occurrence and instance, the last override that concerns it
 * counts. An occurrence is identified by its start, which no override changes. Immutable.
 */
public final class Overrides {
    public static final Overrides NONE = of(List.of());

    private static final Set<OverrideType> ENDS =
            EnumSet.of(OverrideType.OPEN, OverrideType.EXTEND, OverrideType.CLOSE);
    private static final Set<OverrideType> SKIPS = EnumSet.of(OverrideType.SKIP, OverrideType.UNSKIP);
    private static final Set<OverrideType> HOLDS =
            EnumSet.of(OverrideType.HOLD_ON, OverrideType.HOLD_OFF, OverrideType.RELEASE);

    private final Map<String, List<WindowOverride>> bySubject;

    private Overrides(Map<String, List<WindowOverride>> bySubject) {
        this.bySubject = bySubject;
    }

    /**
     * Groups overrides by their subject.
     *
     * @param instructions in the order in which they were given
     */
    public static Overrides of(List<WindowOverride> instructions) {
        Map<String, List<WindowOverride>> bySubject = new HashMap<>();
        instructions.forEach(windowOverride -> bySubject
                .computeIfAbsent(windowOverride.subject(), subject -> new ArrayList<>())
                .add(windowOverride));
        return new Overrides(bySubject);
    }

    /** The occurrences of a window whose instances have to be on at {@code now}. */
    public List<Occurrence> open(StreamingWindow window, Instant now) {
        return open(window, window.open(now), now);
    }

    /**
     * The same result, for a caller that has the declared occurrences already.
     *
     * @param declared what {@link StreamingWindow#open} says of {@code now}
     */
    public List<Occurrence> open(StreamingWindow window, List<Occurrence> declared, Instant now) {
        if (!bySubject.containsKey(window.name())) {
            return declared;
        }
        Instant latestStart = now.plus(window.windowTimings().lead());
        return laidOver(window.name(), declared).stream()
                .filter(occurrence -> !occurrence.start().isAfter(latestStart)
                        && occurrence.end().isAfter(now))
                .filter(occurrence ->
                        skipping(window.name(), occurrence.start()).isEmpty())
                .toList();
    }

    /** The occurrences of a window that open and overlap {@code [from, to)}. */
    public List<Occurrence> on(StreamingWindow window, Instant from, Instant to) {
        return laidOver(window.name(), window.schedule().occurrences(from, to)).stream()
                .filter(occurrence -> occurrence.overlaps(from, to))
                .filter(occurrence ->
                        skipping(window.name(), occurrence.start()).isEmpty())
                .toList();
    }

    /** The first occurrence, declared or opened by an operator, whose instances are not yet wanted at {@code now} and that will open. */
    public Optional<Occurrence> next(StreamingWindow window, Instant now) {
        Optional<Occurrence> next = window.next(now);
        while (next.isPresent() && !opens(window.name(), next.get().start())) {
            next = window.schedule().next(next.get().start().plusNanos(1));
        }
        Instant lead = now.plus(window.windowTimings().lead());
        return Stream.concat(
                        next.stream(),
                        openedAfter(window.name(), now).stream()
                                .filter(occurrence -> occurrence.start().isAfter(lead)))
                .min(Comparator.comparing(Occurrence::start));
    }

    private boolean opens(String window, Instant start) {
        return skipping(window, start).isEmpty()
                && changing(window, start)
                        .filter(change -> !change.until().isAfter(change.from()))
                        .isEmpty();
    }

    /** The occurrences of a window that an operator has opened beside its schedule and that begin after {@code now}. */
    public List<Occurrence> openedAfter(String window, Instant now) {
        return laidOver(window, List.of()).stream()
                .filter(occurrence -> occurrence.start().isAfter(now) && opens(window, occurrence.start()))
                .filter(occurrence -> of(window).stream()
                        .anyMatch(given -> given.overrideType() == OverrideType.OPEN
                                && given.from().equals(occurrence.start())))
                .toList();
    }

    /** Declared occurrences with their ends moved, and those that only overrides made; skipped ones are included. */
    public List<Occurrence> laidOver(String window, List<Occurrence> declared) {
        Map<Instant, Occurrence> byStart = new TreeMap<>();
        declared.forEach(occurrence -> byStart.put(occurrence.start(), occurrence));
        for (WindowOverride windowOverride : of(window)) {
            if (ENDS.contains(windowOverride.overrideType())) {
                if (windowOverride.until().isAfter(windowOverride.from())) {
                    byStart.put(windowOverride.from(), new Occurrence(windowOverride.from(), windowOverride.until()));
                } else {
                    byStart.remove(windowOverride.from());
                }
            }
        }
        return byStart.values().stream()
                .sorted(Comparator.comparing(Occurrence::start))
                .toList();
    }

    /** An entry with the end that it has now. */
    public OccurrenceRecord applied(OccurrenceRecord entry) {
        if (entry.phase() == Phase.CLOSED) {
            return entry;
        }
        OccurrenceRecord moved = changing(entry.window(), entry.start())
                .map(windowOverride -> entry.withEnd(windowOverride.until()))
                .orElse(entry);
        return skipping(entry.window(), entry.start())
                .map(skip -> skip.auditInfo().at())
                .filter(skipped -> skipped.isBefore(moved.end()))
                .map(moved::withEnd)
                .orElse(moved);
    }

    /** The override that gave an occurrence its end. */
    public Optional<WindowOverride> changing(String window, Instant start) {
        return last(of(window).stream()
                .filter(windowOverride -> ENDS.contains(windowOverride.overrideType())
                        && windowOverride.from().equals(start))
                .toList());
    }

    /** The override that keeps an occurrence from opening; one that was opened at this start later than the skip, opens. */
    public Optional<WindowOverride> skipping(String window, Instant start) {
        return last(of(window).stream()
                        .filter(windowOverride -> SKIPS.contains(windowOverride.overrideType())
                                ? windowOverride.covers(start)
                                : windowOverride.overrideType() == OverrideType.OPEN
                                        && windowOverride.from().equals(start))
                        .toList())
                .filter(windowOverride -> windowOverride.overrideType() == OverrideType.SKIP);
    }

    /** All skips that may still lie ahead, taken back since or not. */
    public List<WindowOverride> skips(String window, Instant now) {
        return of(window).stream()
                .filter(windowOverride -> windowOverride.overrideType() == OverrideType.SKIP
                        && windowOverride.until().isAfter(now))
                .toList();
    }

    /** The hold that an instance is under. */
    public Optional<WindowOverride> hold(String instanceId, Instant now) {
        return last(of(instanceId).stream()
                        .filter(windowOverride -> HOLDS.contains(windowOverride.overrideType()))
                        .filter(windowOverride -> !now.isBefore(windowOverride.from()))
                        .toList())
                .filter(windowOverride ->
                        windowOverride.overrideType() != OverrideType.RELEASE && now.isBefore(windowOverride.until()));
    }

    /** Every hold at {@code now}. */
    public List<WindowOverride> holds(Instant now) {
        return bySubject.keySet().stream()
                .sorted()
                .flatMap(subject -> hold(subject, now).stream())
                .toList();
    }

    private List<WindowOverride> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    private static Optional<WindowOverride> last(List<WindowOverride> instructions) {
        return instructions.isEmpty() ? Optional.empty() : Optional.of(instructions.get(instructions.size() - 1));
    }
}
