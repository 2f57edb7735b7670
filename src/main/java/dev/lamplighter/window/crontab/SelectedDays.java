package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.MonthlyWeekday;
import dev.lamplighter.window.schedule.OpeningDays;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Describes a set of days as a window can: by days of the week or of months, or by the last three fields of a crontab line.
 *
 * @param daysOfWeek the days of the week that occur
 * @param isWeekly whether every such day of the year is among the days
 * @param days the value of {@code days:} and {@code months:}, if they can express the days
 * @param fields day of month, month and day of week; empty if only {@code days} can express the days
 */
record SelectedDays(Set<DayOfWeek> daysOfWeek, boolean isWeekly, Optional<OpeningDays> days, String fields) {
    private static final int DAYS_OF_WEEK = 7;

    /**
     * The pattern with exactly these days; empty if there is none.
     *
     * @param written the lines that the days may come from
     */
    static Optional<SelectedDays> of(
            BitSet found, SimulationPeriod simulationPeriod, Collection<CronExpression> written) {
        Set<DayOfWeek> ofWeek = EnumSet.noneOf(DayOfWeek.class);
        SortedSet<Integer> ofMonth = new TreeSet<>();
        SortedSet<Integer> months = new TreeSet<>();
        found.stream().mapToObj(simulationPeriod::day).forEach(day -> {
            ofWeek.add(day.getDayOfWeek());
            ofMonth.add(day.getDayOfMonth());
            months.add(day.getMonthValue());
        });
        if (found.equals(simulationPeriod.where(day -> ofWeek.contains(day.getDayOfWeek())))) {
            return Optional.of(
                    new SelectedDays(ofWeek, true, Optional.of(every(ofWeek, months)), "* * " + numbers(ofWeek)));
        }
        if (found.equals(simulationPeriod.where(
                day -> ofWeek.contains(day.getDayOfWeek()) && months.contains(day.getMonthValue())))) {
            return Optional.of(new SelectedDays(
                    ofWeek,
                    false,
                    Optional.of(every(ofWeek, months)),
                    "* " + list(months, 12) + " " + numbers(ofWeek)));
        }
        if (found.equals(simulationPeriod.where(
                day -> ofMonth.contains(day.getDayOfMonth()) && months.contains(day.getMonthValue())))) {
            return Optional.of(new SelectedDays(
                    ofWeek, false, Optional.empty(), list(ofMonth, 31) + " " + list(months, 12) + " *"));
        }
        return ofMonths(found, simulationPeriod, ofWeek, months)
                .or(() -> asWritten(found, simulationPeriod, ofWeek, written));
    }

    private static OpeningDays every(Set<DayOfWeek> ofWeek, Set<Integer> months) {
        return opening(ofWeek.stream().map(MonthlyWeekday::every).collect(Collectors.toSet()), months);
    }

    private static OpeningDays opening(Set<MonthlyWeekday> weekdays, Set<Integer> months) {
        return new OpeningDays(weekdays, months.stream().map(Month::of).collect(Collectors.toSet()), Optional.empty());
    }

    /** A pattern such as the first Sunday of each month. */
    private static Optional<SelectedDays> ofMonths(
            BitSet found, SimulationPeriod simulationPeriod, Set<DayOfWeek> ofWeek, Set<Integer> months) {
        Set<MonthlyWeekday> counted = found.stream()
                .mapToObj(simulationPeriod::day)
                .filter(day -> day.getDayOfMonth() <= 4 * DAYS_OF_WEEK)
                .map(day -> new MonthlyWeekday((day.getDayOfMonth() - 1) / DAYS_OF_WEEK + 1, day.getDayOfWeek()))
                .collect(Collectors.toSet());
        Set<MonthlyWeekday> last = ofWeek.stream()
                .map(day -> new MonthlyWeekday(MonthlyWeekday.LAST, day))
                .collect(Collectors.toSet());
        return Stream.of(counted, last)
                .filter(weekdays -> !weekdays.isEmpty())
                .map(weekdays -> opening(weekdays, months))
                .filter(days -> found.equals(simulationPeriod.where(days::opensOn)))
                .map(days -> new SelectedDays(ofWeek, false, Optional.of(days), ""))
                .findFirst();
    }

    private static Optional<SelectedDays> asWritten(
            BitSet found,
            SimulationPeriod simulationPeriod,
            Set<DayOfWeek> ofWeek,
            Collection<CronExpression> written) {
        return written.stream()
                .filter(line -> found.equals(simulationPeriod.where(line::firesOn)))
                .map(line -> new SelectedDays(
                        ofWeek,
                        false,
                        Optional.empty(),
                        starred(line.daysOfMonthStarred(), new TreeSet<>(line.daysOfMonth()), 31) + " "
                                + list(new TreeSet<>(line.months()), 12) + " "
                                + (line.daysOfWeekStarred() ? "*" : numbers(line.daysOfWeek()))))
                .filter(pattern ->
                        found.equals(simulationPeriod.where(CronExpression.parse("0 0 " + pattern.fields)::firesOn)))
                .findFirst();
    }

    private static String starred(boolean starred, SortedSet<Integer> values, int all) {
        return starred && values.size() == all ? "*" : list(values, 0);
    }

    private static String numbers(Set<DayOfWeek> some) {
        SortedSet<Integer> numbers =
                some.stream().map(day -> day.getValue() % 7).collect(Collectors.toCollection(TreeSet::new));
        return list(numbers, 7);
    }

    /** The values with commas between, or {@code *} if there are {@code all} of them. */
    private static String list(SortedSet<Integer> values, int all) {
        if (values.size() == all) {
            return "*";
        }
        StringBuilder text = new StringBuilder();
        List<Integer> sorted = List.copyOf(values);
        for (int i = 0; i < sorted.size(); i++) {
            int last = i;
            while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                last++;
            }
            String range = last > i + 1 ? sorted.get(i) + "-" + sorted.get(last) : String.valueOf(sorted.get(i));
            i = last > i + 1 ? last : i;
            text.append(text.isEmpty() ? "" : ",").append(range);
        }
        return text.toString();
    }

    /** The beginning of a window's name. */
    String name() {
        return isWeekly
                ? WeekdayText.name(daysOfWeek)
                : words().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    String words() {
        if (isWeekly) {
            return WeekdayText.words(daysOfWeek);
        }
        if (fields.isEmpty()) {
            return days.map(WeekdayText::ofMonths).orElse("");
        }
        String[] parts = fields.split(" ", -1);
        return CronFieldText.dates(parts[0], parts[1], parts[2]);
    }

    /** Splits the days by day of the week; only possible if {@link #days} is present. */
    List<SelectedDays> byDayOfWeek() {
        return days.stream()
                .flatMap(all -> daysOfWeek.stream().sorted().map(day -> only(all, day)))
                .toList();
    }

    private SelectedDays only(OpeningDays all, DayOfWeek day) {
        Set<MonthlyWeekday> some =
                all.weekdays().stream().filter(weekday -> weekday.day() == day).collect(Collectors.toSet());
        return new SelectedDays(
                Set.of(day), isWeekly, Optional.of(new OpeningDays(some, all.months(), all.interval())), fields);
    }
}
