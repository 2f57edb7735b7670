package dev.lamplighter.window.operate;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.StateInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures what the occurrences of one window lacked between their start and their end. */
final class OccurrenceOutages {
    private final WindowsSnapshot windowsSnapshot;
    private final List<StateInterval> spans;
    private final Set<String> addresses;

    /** @param spans the intervals of the window */
    OccurrenceOutages(WindowsSnapshot windowsSnapshot, String window, List<StateInterval> spans) {
        this.windowsSnapshot = windowsSnapshot;
        this.spans = spans;
        Stream<String> declared = windowsSnapshot.windows().stream()
                .filter(one -> one.name().equals(window))
                .map(StreamingWindow::windowResources)
                .flatMap(windowResources -> windowResources.addresses().stream())
                .map(WindowAddress::eip);
        Stream<String> seen = spans.stream().filter(StateInterval::isOfAddress).map(StateInterval::what);
        this.addresses = Stream.concat(declared, seen).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasAddresses() {
        return !addresses.isEmpty();
    }

    /** How long not all of its instances were on. */
    Duration withoutMachine(List<OccurrenceRecord> occurrences) {
        return sum(occurrences.stream().map(entry -> without(entry, needed(entry))));
    }

    /** Without the instances that the load alone had launched. */
    private static List<String> needed(OccurrenceRecord entry) {
        return entry.claims().keySet().stream()
                .filter(id -> !entry.isLaunchedByLoad(id))
                .toList();
    }

    /** How long not all of its addresses were in place. */
    Duration withoutAddress(List<OccurrenceRecord> occurrences) {
        return sum(occurrences.stream().map(entry -> without(entry, addresses)));
    }

    Duration degraded(List<OccurrenceRecord> occurrences) {
        return sum(occurrences.stream()
                .map(entry -> sum(spans.stream()
                        .filter(of(entry))
                        .filter(stateInterval -> stateInterval.what().equals(StateInterval.DEGRADED))
                        .map(stateInterval -> stateInterval.within(entry.start(), until(entry))))));
    }

    private Instant until(OccurrenceRecord entry) {
        return entry.end().isBefore(windowsSnapshot.now()) ? entry.end() : windowsSnapshot.now();
    }

    /**
     * How long at least one of the needed was missing; nothing changes between two neighbouring moments. An occurrence that
     * is ready lacks nothing.
     */
    private Duration without(OccurrenceRecord entry, Collection<String> needed) {
        List<StateInterval> its = spans.stream().filter(of(entry)).toList();
        TreeSet<Instant> moments = new TreeSet<>(List.of(entry.start(), until(entry)));
        its.forEach(
                stateInterval -> moments.addAll(List.of(stateInterval.began(), stateInterval.endedOr(until(entry)))));
        Duration sum = Duration.ZERO;
        for (Instant moment : moments.subSet(entry.start(), true, later(entry.start(), until(entry)), false)) {
            boolean whole = needed.stream()
                    .allMatch(what -> its.stream()
                            .filter(stateInterval -> stateInterval.what().equals(what)
                                    || stateInterval.what().equals(StateInterval.READY))
                            .anyMatch(stateInterval -> !stateInterval.began().isAfter(moment)
                                    && stateInterval.endedOr(Instant.MAX).isAfter(moment)));
            Instant next = moments.higher(moment);
            sum = whole || next == null ? sum : sum.plus(Duration.between(moment, next));
        }
        return sum;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Predicate<StateInterval> of(OccurrenceRecord entry) {
        return stateInterval -> stateInterval.opensAt().equals(entry.start());
    }

    private static Duration sum(Stream<Duration> some) {
        return some.reduce(Duration.ZERO, Duration::plus);
    }
}
