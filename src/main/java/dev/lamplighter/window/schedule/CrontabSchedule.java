package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens when a crontab line fires and stays open for an elapsed time.
 *
 * <p>A line with fixed hours opens once a day at each of its times, also when the clocks jump over it or show it twice. A
 * line with {@code *} for the hour follows the clocks instead: in an hour that is shown twice it opens in both.
 *
 * @param length elapsed time, positive
 */
public record CrontabSchedule(CronExpression cronExpression, Duration length, ZoneId zone) implements Schedule {
    public CrontabSchedule {
        if (length.isZero() || length.isNegative()) {
            throw new IllegalArgumentException("length must be positive, got " + length);
        }
    }

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        List<Occurrence> found = new ArrayList<>();
        Instant earliest = from.minus(length);
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(1);
        for (LocalDate day = earliest.atZone(zone).toLocalDate().minusDays(1);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (cronExpression.firesOn(day)) {
                addOccurrences(day, earliest, to, found);
            }
        }
        return Occurrences.inOrder(found).stream()
                .filter(occurrence -> occurrence.overlaps(from, to))
                .toList();
    }

    private void addOccurrences(LocalDate day, Instant earliest, Instant latest, List<Occurrence> found) {
        for (int hour : cronExpression.hours()) {
            for (int minute : cronExpression.minutes()) {
                for (Instant start : starts(day.atTime(hour, minute))) {
                    if (!start.isBefore(earliest) && start.isBefore(latest)) {
                        found.add(new Occurrence(start, start.plus(length)));
                    }
                }
            }
        }
    }

    private List<Instant> starts(LocalDateTime local) {
        return cronExpression.everyHour()
                ? LocalTimeResolver.showing(local, zone)
                : List.of(LocalTimeResolver.opening(local, zone));
    }
}
