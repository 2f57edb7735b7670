package dev.lamplighter.window.operate;

import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the occurrences of one window were without between their start and their end. */
final class Outages {
    private final Scene scene;
    private final List<Span> spans;
    private final Set<String> addresses;

    /** @param spans of the window */
    Outages(Scene scene, String window, List<Span> spans) {
        this.scene = scene;
        this.spans = spans;
        Stream<String> declared = scene.windows().stream()
                .filter(one -> one.name().equals(window))
                .map(StreamingWindow::machines)
                .flatMap(machines -> machines.addresses().stream())
                .map(Address::eip);
        Stream<String> seen = spans.stream().filter(Span::isOfAddress).map(Span::what);
        this.addresses = Stream.concat(declared, seen).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasAddresses() {
        return !addresses.isEmpty();
    }

    /** While not all of its machines were on. */
    Duration withoutMachine(List<JournalEntry> occurrences) {
        return sum(
                occurrences.stream().map(entry -> without(entry, entry.claims().keySet())));
    }

    /** While not all of its addresses were in place. */
    Duration withoutAddress(List<JournalEntry> occurrences) {
        return sum(occurrences.stream().map(entry -> without(entry, addresses)));
    }

    Duration degraded(List<JournalEntry> occurrences) {
        return sum(occurrences.stream()
                .map(entry -> sum(spans.stream()
                        .filter(of(entry))
                        .filter(span -> span.what().equals(Span.DEGRADED))
                        .map(span -> span.within(entry.start(), until(entry))))));
    }

    private Instant until(JournalEntry entry) {
        return entry.end().isBefore(scene.now()) ? entry.end() : scene.now();
    }

    /** Between two neighbouring moments nothing changes. Whoever is ready has everything. */
    private Duration without(JournalEntry entry, Collection<String> needed) {
        List<Span> its = spans.stream().filter(of(entry)).toList();
        TreeSet<Instant> moments = new TreeSet<>(List.of(entry.start(), until(entry)));
        its.forEach(span -> moments.addAll(List.of(span.began(), span.endedOr(until(entry)))));
        Duration sum = Duration.ZERO;
        for (Instant moment : moments.subSet(entry.start(), true, later(entry.start(), until(entry)), false)) {
            boolean whole = needed.stream()
                    .allMatch(what -> its.stream()
                            .filter(span ->
                                    span.what().equals(what) || span.what().equals(Span.READY))
                            .anyMatch(span -> !span.began().isAfter(moment)
                                    && span.endedOr(Instant.MAX).isAfter(moment)));
            Instant next = moments.higher(moment);
            sum = whole || next == null ? sum : sum.plus(Duration.between(moment, next));
        }
        return sum;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Predicate<Span> of(JournalEntry entry) {
        return span -> span.opensAt().equals(entry.start());
    }

    private static Duration sum(Stream<Duration> some) {
        return some.reduce(Duration.ZERO, Duration::plus);
    }
}
