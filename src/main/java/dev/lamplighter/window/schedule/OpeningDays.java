package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says on which days a window opens.
 *
 * @param weekdays the days of the week or month on which it opens
 * @param months the months in which it opens; all twelve if they don't matter
 * @param interval the weeks in which it opens, if not in every week
 */
public record OpeningDays(Set<MonthlyWeekday> weekdays, Set<Month> months, Optional<WeekInterval> interval) {
    public static final Set<Month> ALL_MONTHS = Set.copyOf(EnumSet.allOf(Month.class));

    public OpeningDays {
        weekdays = Set.copyOf(weekdays);
        months = Set.copyOf(months);
        if (weekdays.isEmpty() || months.isEmpty()) {
            throw new IllegalArgumentException("weekdays and months must name at least one");
        }
    }

    public boolean opensOn(LocalDate day) {
        return months.contains(day.getMonth())
                && weekdays.stream().anyMatch(weekday -> weekday.matches(day))
                && interval.stream().allMatch(weeks -> weeks.matches(day));
    }

    public Set<DayOfWeek> daysOfWeek() {
        return weekdays.stream().map(MonthlyWeekday::day).collect(Collectors.toUnmodifiableSet());
    }

    public boolean everyMonth() {
        return months.containsAll(ALL_MONTHS);
    }
}
