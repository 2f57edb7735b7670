package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.MonthlyWeekday;
import dev.lamplighter.window.schedule.OpeningDays;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes days of the week in words, and as windows.yaml has them. */
final class WeekdayText {
    private static final int WORKDAYS = 5;

    private WeekdayText() {}

    private static boolean isWeekdays(Set<DayOfWeek> days) {
        return days.size() == WORKDAYS && !days.contains(DayOfWeek.SATURDAY) && !days.contains(DayOfWeek.SUNDAY);
    }

    /** The beginning of a window's name: {@code daily}, {@code weekdays}, {@code sunday}, {@code mon-to-thu}. */
    static String name(Set<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) {
            return "daily";
        }
        if (isWeekdays(days)) {
            return "weekdays";
        }
        return days.size() == 1
                ? days.iterator().next().name().toLowerCase(Locale.ROOT)
                : ranges(days, WeekdayText::shortName, "-to-", "-").toLowerCase(Locale.ROOT);
    }

    /** The days as windows.yaml writes them: {@code MON-FRI}, {@code TUE,SAT}. */
    static String list(Set<DayOfWeek> days) {
        return ranges(days, WeekdayText::shortName, "-", ",");
    }

    /** The days of the week that these days are, if every such day of the period is among them; otherwise empty. */
    static Optional<String> among(BitSet some, SimulationPeriod simulationPeriod) {
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        some.stream().forEach(index -> found.add(simulationPeriod.day(index).getDayOfWeek()));
        return !found.isEmpty() && some.equals(simulationPeriod.where(day -> found.contains(day.getDayOfWeek())))
                ? Optional.of(words(found))
                : Optional.empty();
    }

    /** {@code Monday to Friday}, {@code Sunday}, {@code Monday, Thursday}. */
    static String words(Set<DayOfWeek> days) {
        return days.size() == DayOfWeek.values().length
                ? "every day"
                : ranges(days, WeekdayText::longName, " to ", ", ");
    }

    /** {@code first Sunday, last Friday in June, July}. */
    static String ofMonths(OpeningDays days) {
        String names = inOrder(days)
                .map(weekday -> weekday.words().replace(shortName(weekday.day()), longName(weekday.day())))
                .collect(Collectors.joining(", "));
        String months = days.months().stream()
                .sorted()
                .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                .collect(Collectors.joining(", "));
        return days.everyMonth() ? names : names + " in " + months;
    }

    /** The keys as windows.yaml writes them: {@code days: "first SUN,third SUN", months: "JUN,JUL"}. */
    static String keys(OpeningDays days) {
        boolean isWeekly = days.weekdays().stream().allMatch(MonthlyWeekday::isEveryWeek);
        String names = isWeekly
                ? list(days.daysOfWeek())
                : inOrder(days).map(MonthlyWeekday::words).collect(Collectors.joining(","));
        String months = days.months().stream()
                .sorted()
                .map(month -> month.name().substring(0, 3))
                .collect(Collectors.joining(","));
        return "days: \"" + names + "\"" + (days.everyMonth() ? "" : ", months: \"" + months + "\"");
    }

    private static Stream<MonthlyWeekday> inOrder(OpeningDays days) {
        return days.weekdays().stream()
                .sorted(Comparator.comparing((MonthlyWeekday weekday) -> Math.floorMod(weekday.ordinal(), 5))
                        .thenComparing(MonthlyWeekday::day));
    }

    static String shortName(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    private static String longName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String ranges(
            Set<DayOfWeek> days, Function<DayOfWeek, String> name, String through, String between) {
        List<DayOfWeek> sorted = days.stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            int last = i;
            while (last + 1 < sorted.size()
                    && sorted.get(last + 1) == sorted.get(last).plus(1)) {
                last++;
            }
            text.append(text.isEmpty() ? "" : between).append(name.apply(sorted.get(i)));
            if (last > i + 1) {
                text.append(through).append(name.apply(sorted.get(last)));
                i = last;
            }
        }
        return text.toString();
    }
}
