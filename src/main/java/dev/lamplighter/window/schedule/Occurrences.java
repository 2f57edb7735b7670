package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Builds and orders occurrences for the schedules. */
final class Occurrences {
    private Occurrences() {}

    /**
     * The occurrence between two wall-clock times, {@code closes} after {@code opens}. One that lies wholly in a gap keeps
     * its nominal length, counted from the jump.
     */
    static Occurrence between(LocalDateTime opens, LocalDateTime closes, ZoneId zone) {
        Instant start = WallClock.opening(opens, zone);
        Instant end = WallClock.closing(closes, zone);
        return end.isAfter(start)
                ? new Occurrence(start, end)
                : new Occurrence(start, start.plus(Duration.between(opens, closes)));
    }

    /**
     * Sorts occurrences by start; of those that a jump of the clocks made start together, only the one that ends last stays.
     */
    static List<Occurrence> inOrder(List<Occurrence> found) {
        List<Occurrence> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Occurrence::start));
        List<Occurrence> distinct = new ArrayList<>(sorted.size());
        for (Occurrence occurrence : sorted) {
            int last = distinct.size() - 1;
            if (last < 0 || !distinct.get(last).start().equals(occurrence.start())) {
                distinct.add(occurrence);
            } else if (occurrence.end().isAfter(distinct.get(last).end())) {
                distinct.set(last, occurrence);
            }
        }
        return distinct;
    }
}
