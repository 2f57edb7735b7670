package dev.lamplighter.cost.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reckons what a month will cost by loops: the days to come cost what those of the last seven full ones did, in the shape of
 * the last four weeks.
 */
record WeeklyForecast(double forecast, double low, double high) {
    static WeeklyForecast of(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay) {
        long known = lastFullDay.toEpochDay() - days.firstKey().toEpochDay() + 1;
        int weeks = (int) Math.min(4, known / 7);
        double[] levels = new double[weeks];
        for (int week = 0; week < weeks; week++) {
            for (int day = 0; day < 7; day++) {
                levels[week] += cost(days, lastFullDay.minusDays(7L * week + day)) / 7;
            }
        }
        Map<DayOfWeek, Double> shape = new EnumMap<>(DayOfWeek.class);
        for (int day = 0; day < 7 * weeks; day++) {
            LocalDate date = lastFullDay.minusDays(day);
            shape.merge(date.getDayOfWeek(), (cost(days, date) - levels[day / 7]) / weeks, Double::sum);
        }
        double squares = 0;
        for (int day = 0; day < 7 * weeks; day++) {
            LocalDate date = lastFullDay.minusDays(day);
            squares += Math.pow(cost(days, date) - levels[day / 7] - shape.getOrDefault(date.getDayOfWeek(), 0.0), 2);
        }
        double changes = 0;
        for (int week = 1; week < weeks; week++) {
            changes += Math.pow(levels[week - 1] - levels[week], 2) / (weeks - 1);
        }
        double soFar = 0;
        List<LocalDate> toCome = new ArrayList<>();
        for (LocalDate date = month.atDay(1); !date.isAfter(month.atEndOfMonth()); date = date.plusDays(1)) {
            if (date.isAfter(lastFullDay)) {
                toCome.add(date);
            } else {
                soFar += cost(days, date);
            }
        }
        double sum = toCome.stream()
                .mapToDouble(date -> levels[0] + shape.getOrDefault(date.getDayOfWeek(), 0.0))
                .sum();
        int n = toCome.size();
        double deviation =
                Math.sqrt(squares / Math.max(1, 6 * weeks - 6) * (n + n * n / 7.0) + changes * n * n * n / 21.0);
        double margin = 1.2816 * deviation;
        double usage = Math.max(0, sum);
        return new WeeklyForecast(soFar + usage, soFar + Math.max(0, usage - margin), soFar + usage + margin);
    }

    private static double cost(SortedMap<LocalDate, Double> days, LocalDate day) {
        return days.getOrDefault(day, 0.0);
    }
}
