package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What is wrong with windows only beside each other, in the year ahead: one Elastic IP wanted at two places at the same
 * time, and leads that are too long for their gaps. Of windows that open often only {@link #MOST} occurrences are looked
 * at.
 */
final class Neighbours {
    private static final Duration AHEAD = Duration.ofDays(366);
    private static final Duration STRETCH = Duration.ofDays(28);
    private static final int MOST = 20_000;

    private final Instant from;
    private final Problems problems;

    Neighbours(Instant from, Problems problems) {
        this.from = from;
        this.problems = problems;
    }

    /** The windows that go together, in their order; what a window does to one before it is its own fault. */
    List<StreamingWindow> fitting(List<DeclaredWindow> declared) {
        Map<String, Instant> tight =
                TightLeads.find(declared.stream().map(DeclaredWindow::window).toList(), from, from.plus(AHEAD));
        List<DeclaredWindow> kept = new ArrayList<>();
        for (DeclaredWindow one : declared) {
            int before = problems.count();
            kept.forEach(other -> checkAddresses(one, other));
            Instant start = tight.get(one.name());
            if (start != null) {
                problems.add(
                        one.lead(), "lead " + Words.of(one.window().margins().lead()), tooLong(start));
            }
            if (problems.count() == before) {
                kept.add(one);
            }
        }
        return kept.stream().map(DeclaredWindow::window).toList();
    }

    private void checkAddresses(DeclaredWindow one, DeclaredWindow other) {
        List<Address> addresses = one.window().machines().addresses();
        for (int i = 0; i < addresses.size(); i++) {
            Address address = addresses.get(i);
            Node node = one.addresses().get(i);
            other.window().machines().addresses().stream()
                    .filter(theirs -> theirs.eip().equals(address.eip()) && !theirs.equals(address))
                    .findFirst()
                    .flatMap(theirs -> firstCommon(one.window(), other.window()))
                    .ifPresent(moment -> problems.add(
                            node,
                            "address " + address.eip(),
                            new RefusedValueException(
                                    "WINDOW-026",
                                    "window " + other.name()
                                            + " wants it on another interface at the same time, first at " + moment,
                                    "give each window its own address, or move one of them")));
        }
    }

    /** The first moment at which the machines of both are wanted. */
    private Optional<Instant> firstCommon(StreamingWindow one, StreamingWindow other) {
        Instant until = from.plus(AHEAD);
        int looked = 0;
        for (Instant at = from; at.isBefore(until) && looked < MOST; at = at.plus(STRETCH)) {
            List<Occurrence> mine = wanted(one, at, at.plus(STRETCH));
            List<Occurrence> theirs = wanted(other, at, at.plus(STRETCH));
            looked += mine.size() + theirs.size();
            int j = 0;
            for (Occurrence occurrence : mine) {
                while (j < theirs.size() && !theirs.get(j).end().isAfter(occurrence.start())) {
                    j++;
                }
                if (j < theirs.size() && theirs.get(j).start().isBefore(occurrence.end())) {
                    return Optional.of(Collections.max(List.of(theirs.get(j).start(), occurrence.start(), from))
                            .truncatedTo(ChronoUnit.SECONDS));
                }
            }
        }
        return Optional.empty();
    }

    /** With their leads. */
    private static List<Occurrence> wanted(StreamingWindow window, Instant from, Instant to) {
        Duration lead = window.margins().lead();
        return window.schedule().occurrences(from, to.plus(lead)).stream()
                .map(occurrence -> new Occurrence(occurrence.start().minus(lead), occurrence.end()))
                .toList();
    }

    private static RefusedValueException tooLong(Instant start) {
        return new RefusedValueException(
                "WINDOW-027",
                "it begins before the previous window on the same instance has ended, first before " + start,
                "shorten the lead, or let the previous window end when this one begins");
    }
}
