package dev.lamplighter.window.edge;

import dev.lamplighter.window.schedule.MonthlyWeekday;
import java.time.DayOfWeek;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Writes fields of Quartz's cron expressions; days by name, because Quartz's day 1 is Sunday. */
final class QuartzCronFields {
    private QuartzCronFields() {}

    /** {@code MON,TUE}, each day {@code shift} days later. */
    static String names(Set<DayOfWeek> days, long shift) {
        return days.stream()
                .map(day -> day.plus(shift))
                .sorted()
                .map(day -> day.name().substring(0, 3))
                .collect(Collectors.joining(","));
    }

    /** {@code SUN#1} or {@code FRIL} for one day of each month, else all the days of the week. */
    static String names(Set<MonthlyWeekday> weekdays) {
        Set<DayOfWeek> days = weekdays.stream().map(MonthlyWeekday::day).collect(Collectors.toUnmodifiableSet());
        MonthlyWeekday first = weekdays.iterator().next();
        String names = names(days, 0);
        if (weekdays.size() > 1 || first.isEveryWeek()) {
            return names;
        }
        return first.ordinal() == MonthlyWeekday.LAST ? names + "L" : names + "#" + first.ordinal();
    }

    /** {@code 0,30}, or {@code *} when all {@code size} values are meant. */
    static String list(SortedSet<Integer> values, int size) {
        return values.size() == size
                ? "*"
                : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
