package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An oracle that knows nothing of gaps and overlaps: it walks through UTC minute by minute and reads the wall clock. A
 * window opens at the first minute that shows its time or a later one; it closes at the last minute that shows its time or,
 * where none does, at the first after which only later ones are shown.
 */
final class MinuteScan {
    private final List<Instant> minutes = new ArrayList<>();
    private final List<LocalDateTime> shown = new ArrayList<>();
    private final List<LocalDateTime> latestSoFar = new ArrayList<>();
    private final LocalDateTime[] earliestFromHere;

    /** Scans {@code [from, to)}, which should reach some days beyond what is asked. */
    MinuteScan(ZoneId zone, Instant from, Instant to) {
        LocalDateTime latest = LocalDateTime.MIN;
        for (Instant minute = from; minute.isBefore(to); minute = minute.plusSeconds(60)) {
            LocalDateTime local = LocalDateTime.ofInstant(minute, zone);
            latest = local.isAfter(latest) ? local : latest;
            minutes.add(minute);
            shown.add(local);
            latestSoFar.add(latest);
        }
        earliestFromHere = new LocalDateTime[minutes.size()];
        LocalDateTime earliest = LocalDateTime.MAX;
        for (int i = minutes.size() - 1; i >= 0; i--) {
            earliest = shown.get(i).isBefore(earliest) ? shown.get(i) : earliest;
            earliestFromHere[i] = earliest;
        }
    }

    /** Weekly occurrences that open on a day of {@code span}, first and last. */
    List<Occurrence> weekly(Set<DayOfWeek> days, LocalTime opens, LocalTime closes, LocalDateTime[] span) {
        List<Occurrence> found = new ArrayList<>();
        for (LocalDateTime day = span[0]; !day.isAfter(span[1]); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                LocalDateTime start = day.toLocalDate().atTime(opens);
                LocalDateTime end = day.toLocalDate().atTime(closes);
                end = end.isAfter(start) ? end : end.plusDays(1);
                Instant first = firstAtOrAfter(start);
                Instant last = lastPass(end);
                found.add(new Occurrence(first, last.isAfter(first) ? last : first.plus(Duration.between(start, end))));
            }
        }
        return found;
    }

    private Instant firstAtOrAfter(LocalDateTime local) {
        int low = 0;
        int high = minutes.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (latestSoFar.get(middle).isBefore(local)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return minutes.get(low);
    }

    /** The last minute that shows {@code local}, or, where none does, the first after which only later ones are shown. */
    private Instant lastPass(LocalDateTime local) {
        int low = 0;
        int high = minutes.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (earliestFromHere[middle].isAfter(local)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return minutes.get(shown.get(low - 1).equals(local) ? low - 1 : low);
    }
}
