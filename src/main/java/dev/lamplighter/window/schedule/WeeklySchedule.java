package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens on some days of the week; closes on the same day or, when {@code closes} is not after {@code opens}, on the next.
 *
 * @param days the days on which it opens
 */
public record WeeklySchedule(Set<DayOfWeek> days, LocalTime opens, LocalTime closes, ZoneId zone) implements Schedule {
    public WeeklySchedule {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must name at least one day");
        }
    }

    public boolean isOvernight() {
        return !closes.isAfter(opens);
    }

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        return Occurrences.ofDays(
                from,
                to,
                1,
                zone,
                day -> days.contains(day.getDayOfWeek())
                        ? Optional.of(Occurrences.between(
                                day.atTime(opens), (isOvernight() ? day.plusDays(1) : day).atTime(closes), zone))
                        : Optional.empty());
    }
}
