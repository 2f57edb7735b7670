package dev.lamplighter.window.edge;

import java.time.DayOfWeek;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Writes fields of Quartz's cron expressions; days by name, because Quartz's day 1 is Sunday. */
final class QuartzDays {
    private QuartzDays() {}

    /** {@code MON,TUE}, each day {@code shift} days later. */
    static String names(Set<DayOfWeek> days, long shift) {
        return days.stream()
                .map(day -> day.plus(shift))
                .sorted()
                .map(day -> day.name().substring(0, 3))
                .collect(Collectors.joining(","));
    }

    /** {@code 0,30}, or {@code *} when all {@code size} values are meant. */
    static String list(SortedSet<Integer> values, int size) {
        return values.size() == size
                ? "*"
                : values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
