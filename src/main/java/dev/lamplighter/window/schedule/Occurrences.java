package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Builds and orders occurrences for the schedules. */
final class Occurrences {
    /** In days, with one to spare: no zone has ever jumped by more than one day. */
    private static final int LARGEST_JUMPS = 2;

    private Occurrences() {}

    /**
     * Those of the days that overlap {@code [from, to)}, in order.
     *
     * @param longest how many days after it has begun one may end on the wall clock
     */
    static List<Occurrence> ofDays(
            Instant from, Instant to, int longest, ZoneId zone, Function<LocalDate, Optional<Occurrence>> ofDay) {
        List<Occurrence> found = new ArrayList<>();
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(LARGEST_JUMPS);
        for (LocalDate day = from.atZone(zone).toLocalDate().minusDays(longest + LARGEST_JUMPS);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            ofDay.apply(day).ifPresent(found::add);
        }
        return inOrder(found).stream()
                .filter(occurrence -> occurrence.overlaps(from, to))
                .toList();
    }

    /**
     * The occurrence between two wall-clock times, {@code closes} after {@code opens}. One that lies wholly in a gap keeps
     * its nominal length, counted from the jump.
     */
    static Occurrence between(LocalDateTime opens, LocalDateTime closes, ZoneId zone) {
        Instant start = LocalTimeResolver.opening(opens, zone);
        Instant end = LocalTimeResolver.closing(closes, zone);
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
