package dev.lamplighter.window.override;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.Verb;
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

/**
 * What follows from all instructions: the desired state is what is declared, with these laid over it. For each instant, each
 * occurrence and each instance the last instruction that concerns it counts. An occurrence keeps its identity, its start.
 * Immutable.
 */
public final class Overrides {
    public static final Overrides NONE = of(List.of());

    private static final Set<Verb> ENDS = EnumSet.of(Verb.OPEN, Verb.EXTEND, Verb.CLOSE);
    private static final Set<Verb> SKIPS = EnumSet.of(Verb.SKIP, Verb.UNSKIP);
    private static final Set<Verb> HOLDS = EnumSet.of(Verb.HOLD_ON, Verb.HOLD_OFF, Verb.RELEASE);

    private final Map<String, List<Instruction>> bySubject;

    private Overrides(Map<String, List<Instruction>> bySubject) {
        this.bySubject = bySubject;
    }

    /**
     * Lays instructions out.
     *
     * @param instructions in the order in which they were given
     */
    public static Overrides of(List<Instruction> instructions) {
        Map<String, List<Instruction>> bySubject = new HashMap<>();
        instructions.forEach(instruction -> bySubject
                .computeIfAbsent(instruction.subject(), subject -> new ArrayList<>())
                .add(instruction));
        return new Overrides(bySubject);
    }

    /** The occurrences of a window whose machines have to be on at {@code now}. */
    public List<Occurrence> open(StreamingWindow window, Instant now) {
        return open(window, window.open(now), now);
    }

    /**
     * The same for one who knows the declared ones.
     *
     * @param declared what {@link StreamingWindow#open} says of {@code now}
     */
    public List<Occurrence> open(StreamingWindow window, List<Occurrence> declared, Instant now) {
        if (!bySubject.containsKey(window.name())) {
            return declared;
        }
        Instant latestStart = now.plus(window.margins().lead());
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

    /** The first declared occurrence whose machines are not yet wanted at {@code now} and that will open. */
    public Optional<Occurrence> next(StreamingWindow window, Instant now) {
        Optional<Occurrence> next = window.next(now);
        while (next.isPresent() && skipping(window.name(), next.get().start()).isPresent()) {
            next = window.schedule().next(next.get().start().plusNanos(1));
        }
        return next;
    }

    /** Declared occurrences with their ends moved, and those that only instructions made; skipped ones among them. */
    public List<Occurrence> laidOver(String window, List<Occurrence> declared) {
        Map<Instant, Occurrence> byStart = new TreeMap<>();
        declared.forEach(occurrence -> byStart.put(occurrence.start(), occurrence));
        for (Instruction instruction : of(window)) {
            if (ENDS.contains(instruction.verb())) {
                if (instruction.until().isAfter(instruction.from())) {
                    byStart.put(instruction.from(), new Occurrence(instruction.from(), instruction.until()));
                } else {
                    byStart.remove(instruction.from());
                }
            }
        }
        return byStart.values().stream()
                .sorted(Comparator.comparing(Occurrence::start))
                .toList();
    }

    /** An entry with the end that it has now. */
    public JournalEntry applied(JournalEntry entry) {
        if (entry.phase() == Phase.CLOSED) {
            return entry;
        }
        JournalEntry moved = changing(entry.window(), entry.start())
                .map(instruction -> entry.withEnd(instruction.until()))
                .orElse(entry);
        return skipping(entry.window(), entry.start())
                .map(skip -> skip.given().at())
                .filter(skipped -> skipped.isBefore(moved.end()))
                .map(moved::withEnd)
                .orElse(moved);
    }

    /** The instruction that gave an occurrence its end. */
    public Optional<Instruction> changing(String window, Instant start) {
        return last(of(window).stream()
                .filter(instruction ->
                        ENDS.contains(instruction.verb()) && instruction.from().equals(start))
                .toList());
    }

    /** The instruction that keeps an occurrence from opening. */
    public Optional<Instruction> skipping(String window, Instant start) {
        return last(of(window).stream()
                        .filter(instruction -> SKIPS.contains(instruction.verb()) && instruction.covers(start))
                        .toList())
                .filter(instruction -> instruction.verb() == Verb.SKIP);
    }

    /** Whatever was skipped that may still lie ahead, taken back since or not. */
    public List<Instruction> skips(String window, Instant now) {
        return of(window).stream()
                .filter(instruction ->
                        instruction.verb() == Verb.SKIP && instruction.until().isAfter(now))
                .toList();
    }

    /** The hold that an instance is under. */
    public Optional<Instruction> hold(String instanceId, Instant now) {
        return last(of(instanceId).stream()
                        .filter(instruction -> HOLDS.contains(instruction.verb()))
                        .filter(instruction -> !now.isBefore(instruction.from()))
                        .toList())
                .filter(instruction -> instruction.verb() != Verb.RELEASE && now.isBefore(instruction.until()));
    }

    /** Every hold at {@code now}. */
    public List<Instruction> holds(Instant now) {
        return bySubject.keySet().stream()
                .sorted()
                .flatMap(subject -> hold(subject, now).stream())
                .toList();
    }

    private List<Instruction> of(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    private static Optional<Instruction> last(List<Instruction> instructions) {
        return instructions.isEmpty() ? Optional.empty() : Optional.of(instructions.get(instructions.size() - 1));
    }
}
