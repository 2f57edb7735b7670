package dev.lamplighter.cost.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/** Reckons what a month will cost by simpler ways than the query's, to compare it with. */
final class SimpleForecasts {
    private SimpleForecasts() {}

    /** Each day to come costs the mean of the month's days so far. */
    static double runRate(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay) {
        return soFar(days, month, lastFullDay) / lastFullDay.getDayOfMonth() * month.lengthOfMonth();
    }

    /** The days to come lie on the straight line that fits the last 28 days best. */
    static double line(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay) {
        long known = Math.min(28, ChronoUnit.DAYS.between(days.firstKey(), lastFullDay) + 1);
        double meanDay = (known - 1) / 2.0;
        double mean = 0;
        for (int back = 0; back < known; back++) {
            mean += cost(days, lastFullDay.minusDays(back)) / known;
        }
        double up = 0;
        double down = 0;
        for (int back = 0; back < known; back++) {
            up += (meanDay - back) * (cost(days, lastFullDay.minusDays(back)) - mean);
            down += (meanDay - back) * (meanDay - back);
        }
        double slope = up / down;
        double sum = soFar(days, month, lastFullDay);
        int toCome = month.lengthOfMonth() - lastFullDay.getDayOfMonth();
        for (int day = 1; day <= toCome; day++) {
            sum += mean + slope * (day + meanDay);
        }
        return sum;
    }

    /** Each weekday to come costs the mean of its like in the last four weeks. */
    static double weekdays(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay) {
        long weeks = Math.min(4, (ChronoUnit.DAYS.between(days.firstKey(), lastFullDay) + 1) / 7);
        Map<DayOfWeek, Double> means = new EnumMap<>(DayOfWeek.class);
        for (int back = 0; back < 7 * weeks; back++) {
            LocalDate day = lastFullDay.minusDays(back);
            means.merge(day.getDayOfWeek(), cost(days, day) / weeks, Double::sum);
        }
        return soFar(days, month, lastFullDay)
                + lastFullDay
                        .plusDays(1)
                        .datesUntil(month.plusMonths(1).atDay(1))
                        .mapToDouble(day -> means.getOrDefault(day.getDayOfWeek(), 0.0))
                        .sum();
    }

    static double soFar(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastDay) {
        return days.subMap(month.atDay(1), lastDay.plusDays(1)).values().stream()
                .mapToDouble(cost -> cost)
                .sum();
    }

    private static double cost(SortedMap<LocalDate, Double> days, LocalDate day) {
        return days.getOrDefault(day, 0.0);
    }
}
