package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.CronExpression;
import java.time.DayOfWeek;
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

/**
 * Days as a window can name them: days of the week, or the last three fields of a crontab line.
 *
 * @param daysOfWeek all that occur
 * @param isWeekly whether the days are all days of the year that are such days of the week
 * @param fields day of month, month and day of week
 */
record DatePattern(Set<DayOfWeek> daysOfWeek, boolean isWeekly, String fields) {
    /**
     * The pattern that has exactly these days; none if there is no such pattern.
     *
     * @param written lines of which the days may come
     */
    static Optional<DatePattern> of(
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
            return Optional.of(new DatePattern(ofWeek, true, "* * " + numbers(ofWeek)));
        }
        if (found.equals(simulationPeriod.where(
                day -> ofWeek.contains(day.getDayOfWeek()) && months.contains(day.getMonthValue())))) {
            return Optional.of(new DatePattern(ofWeek, false, "* " + list(months, 12) + " " + numbers(ofWeek)));
        }
        if (found.equals(simulationPeriod.where(
                day -> ofMonth.contains(day.getDayOfMonth()) && months.contains(day.getMonthValue())))) {
            return Optional.of(new DatePattern(ofWeek, false, list(ofMonth, 31) + " " + list(months, 12) + " *"));
        }
        return written.stream()
                .filter(line -> found.equals(simulationPeriod.where(line::firesOn)))
                .map(line -> new DatePattern(
                        ofWeek,
                        false,
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

    /** {@code *} if there are {@code all}. */
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
        if (isWeekly) {
            return DayWords.name(daysOfWeek);
        }
        String[] parts = fields.split(" ", -1);
        String text = FieldWords.dates(parts[0], parts[1], parts[2]);
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** For people. */
    String words() {
        String[] parts = fields.split(" ", -1);
        return isWeekly ? DayWords.words(daysOfWeek) : FieldWords.dates(parts[0], parts[1], parts[2]);
    }
}
