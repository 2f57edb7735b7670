package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Building and ordering occurrences; shared by the schedules. */
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

    /** In order of start; of those that a jump of the clocks made start together, only the one that ends last. */
    static List<Occurrence> inOrder(Iterable<Occurrence> found) {
        TreeMap<Instant, Occurrence> byStart = new TreeMap<>();
        for (Occurrence occurrence : found) {
            byStart.merge(occurrence.start(), occurrence, (a, b) -> a.end().isBefore(b.end()) ? b : a);
        }
        return new ArrayList<>(byStart.values());
    }
}
