package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.CronExpression;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Writes the fields of a crontab line in words. */
final class CronFieldText {
    private static final int MANY = 4;

    private CronFieldText() {}

    /** {@code Monday to Friday at 12:30}, {@code 24 December at 14:00}. */
    static String of(CronExpression line) {
        return days(line) + " at " + times(line);
    }

    static String dates(String daysOfMonth, String months, String daysOfWeek) {
        return days(CronExpression.parse("0 0 " + daysOfMonth + " " + months + " " + daysOfWeek));
    }

    private static String days(CronExpression line) {
        boolean allMonths = line.everyMonth();
        String months = allMonths
                ? ""
                : ranges(line.months(), month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        if (line.everyDayOfMonth() && line.daysOfMonthStarred()) {
            String ofWeek = WeekdayText.words(line.daysOfWeek());
            return allMonths ? ofWeek : ofWeek + " in " + months;
        }
        String ofMonth = ranges(line.daysOfMonth(), String::valueOf) + (allMonths ? " of the month" : " " + months);
        if (line.daysOfWeekStarred() && line.everyDayOfWeek()) {
            return ofMonth;
        }
        boolean both = line.daysOfMonthStarred() || line.daysOfWeekStarred();
        return ofMonth + (both ? " if it is " : " or ") + WeekdayText.words(line.daysOfWeek());
    }

    private static String times(CronExpression line) {
        int count = line.hours().size() * line.minutes().size();
        if (count > MANY) {
            return count + " times from "
                    + time(line.hours().get(0), line.minutes().get(0)) + " to "
                    + time(
                            line.hours().get(line.hours().size() - 1),
                            line.minutes().get(line.minutes().size() - 1));
        }
        return line.hours().stream()
                .flatMap(hour -> line.minutes().stream().map(minute -> time(hour, minute)))
                .collect(Collectors.joining(" and "));
    }

    private static String ranges(Collection<Integer> values, IntFunction<String> name) {
        List<Integer> sorted = List.copyOf(new TreeSet<>(values));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            int last = i;
            while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ", ").append(name.apply(sorted.get(i)));
            if (last > i + 1) {
                text.append(" to ").append(name.apply(sorted.get(last)));
                i = last;
            }
        }
        return text.toString();
    }

    static String time(int hour, int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", hour, minute);
    }

    static String time(int minuteOfDay) {
        return time(minuteOfDay / 60, minuteOfDay % 60);
    }

    /** {@code Monday 08:00}, or the time alone for all days. */
    static String moment(Set<DayOfWeek> days, int minuteOfDay) {
        return WeekdayText.words(days) + " " + time(minuteOfDay);
    }
}
