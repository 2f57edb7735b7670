package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Opens on some days of the week; closes on the same day or, when {@code closes} is not after {@code opens}, on the next.
 *
 * @param days the days on which it opens
 */
public record WeeklySchedule(Set<DayOfWeek> days, LocalTime opens, LocalTime closes, ZoneId zone) implements Schedule {
    /**
     * How many days before the time asked for an occurrence may start: more than an overnight window and the largest jump
     * that any zone ever made, which is one day.
     */
    private static final int REACH_DAYS = 3;

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
        List<Occurrence> found = new ArrayList<>();
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(REACH_DAYS);
        for (LocalDate day = from.atZone(zone).toLocalDate().minusDays(REACH_DAYS);
                !day.isAfter(last);
                day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                LocalDate closingDay = isOvernight() ? day.plusDays(1) : day;
                found.add(Occurrences.between(day.atTime(opens), closingDay.atTime(closes), zone));
            }
        }
        return Occurrences.inOrder(found).stream()
                .filter(occurrence -> occurrence.overlaps(from, to))
                .toList();
    }
}
