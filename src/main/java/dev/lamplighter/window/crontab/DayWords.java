package dev.lamplighter.window.crontab;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Days of the week in words. */
final class DayWords {
    private static final int WORKDAYS = 5;

    private DayWords() {}

    private static boolean isWeekdays(Set<DayOfWeek> days) {
        return days.size() == WORKDAYS && !days.contains(DayOfWeek.SATURDAY) && !days.contains(DayOfWeek.SUNDAY);
    }

    static String name(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "daily";
        }
        return isWeekdays(days)
                ? "weekdays"
                : days.stream()
                        .sorted()
                        .map(day -> days.size() == 1 ? day.name() : day.name().substring(0, 3))
                        .collect(Collectors.joining("-"))
                        .toLowerCase(Locale.ROOT);
    }

    static String list(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "MON-SUN";
        }
        return isWeekdays(days)
                ? "MON-FRI"
                : days.stream().sorted().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(","));
    }

    /** {@code Monday to Friday}, {@code Sunday}, {@code Monday, Thursday}. */
    static String words(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "every day";
        }
        return isWeekdays(days)
                ? "Monday to Friday"
                : days.stream()
                        .sorted()
                        .map(day ->
                                day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }
}
