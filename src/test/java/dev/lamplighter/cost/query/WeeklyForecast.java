package dev.lamplighter.cost.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Reckons what a month will cost by loops: the days to come cost what those of the last seven full ones did, in the shape of
 * the last four weeks, and the interval is as wide as the levels of eight weeks changed.
 */
record WeeklyForecast(double forecast, double low, double high) {
    /** Student's t for 80 % by degrees of freedom, from a printed table. */
    private static final double[] STUDENT = {Double.NaN, 3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415};

    /** Nothing is known of the days after the last full one. */
    static WeeklyForecast of(SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay) {
        return of(days, month, lastFullDay, lastFullDay);
    }

    /** @param delivered the last day of which something was delivered */
    static WeeklyForecast of(
            SortedMap<LocalDate, Double> days, YearMonth month, LocalDate lastFullDay, LocalDate delivered) {
        LocalDate begin = days.firstKey();
        int weeks = (int) Math.min(8, (ChronoUnit.DAYS.between(begin, lastFullDay) + 1) / 7);
        SortedMap<LocalDate, Double> usual = usual(days, begin, lastFullDay);
        double[] levels = new double[weeks];
        for (int day = 0; day < 7 * weeks; day++) {
            levels[day / 7] += cost(usual, lastFullDay.minusDays(day)) / 7;
        }
        int shapeWeeks = Math.min(4, weeks);
        Map<DayOfWeek, Double> shape = new EnumMap<>(DayOfWeek.class);
        for (int day = 0; day < 7 * shapeWeeks; day++) {
            LocalDate date = lastFullDay.minusDays(day);
            shape.merge(date.getDayOfWeek(), (cost(usual, date) - levels[day / 7]) / shapeWeeks, Double::sum);
        }
        double ofDays = 0;
        for (int day = 0; day < 7 * shapeWeeks; day++) {
            LocalDate date = lastFullDay.minusDays(day);
            ofDays += Math.pow(cost(usual, date) - levels[day / 7] - shape.getOrDefault(date.getDayOfWeek(), 0.0), 2);
        }
        ofDays /= Math.max(1, 6 * shapeWeeks - 6);
        double ofWeeks = 0;
        for (int week = 1; week < weeks; week++) {
            ofWeeks += Math.pow(levels[week - 1] - levels[week], 2) / (weeks - 1);
        }
        double size =
                Math.max(Math.abs(levels[0]), Math.abs(DoubleStream.of(levels).sum() / weeks));
        double drift = Math.max(ofWeeks - 2 * ofDays / 7, size * size / 1e4);

        LocalDate knownUntil =
                lastFullDay.isBefore(month.atDay(1)) ? month.atDay(1).minusDays(1) : lastFullDay;
        double soFar = month.atDay(1)
                .datesUntil(knownUntil.plusDays(1))
                .mapToDouble(date -> cost(days, date))
                .sum();
        double part = 0;
        double toCome = 0;
        int n = 0;
        for (LocalDate date = knownUntil.plusDays(1); !date.isAfter(month.atEndOfMonth()); date = date.plusDays(1)) {
            double expected = levels[0] + shape.getOrDefault(date.getDayOfWeek(), 0.0);
            LocalDate first = date.minusMonths(1);
            if (date.getDayOfMonth() == 1 && !first.isBefore(begin)) {
                expected += cost(days, first) - cost(usual, first);
            }
            if (!date.isAfter(delivered)) {
                part += cost(days, date);
                expected = Math.max(expected, cost(days, date));
            }
            toCome += expected;
            n++;
        }
        toCome = Math.max(0, toCome);
        double between = ChronoUnit.DAYS.between(lastFullDay, knownUntil);
        double margin = STUDENT[weeks - 1]
                * Math.sqrt(ofDays * (n + n * n / 7.0) + drift * (n * n * (0.5 + between / 7) + Math.pow(n, 3) / 14));
        double low = Math.max(Math.max(0, part), toCome - margin);
        return new WeeklyForecast(soFar + toCome, soFar + low, soFar + toCome + margin);
    }

    /** The days without what first days of months cost beyond their weekday. */
    private static SortedMap<LocalDate, Double> usual(
            SortedMap<LocalDate, Double> days, LocalDate begin, LocalDate lastFullDay) {
        SortedMap<LocalDate, Double> usual = new TreeMap<>(days);
        for (LocalDate day : days.keySet()) {
            if (day.getDayOfMonth() == 1 && !day.isAfter(lastFullDay)) {
                LocalDate alike = day.plusDays(7);
                if (alike.isAfter(lastFullDay)) {
                    alike = day.minusDays(7);
                }
                if (alike.isBefore(begin)) {
                    alike = day.equals(lastFullDay) ? day.minusDays(1) : day.plusDays(1);
                }
                usual.put(day, Math.min(cost(days, day), cost(days, alike)));
            }
        }
        return usual;
    }

    private static double cost(SortedMap<LocalDate, Double> days, LocalDate day) {
        return days.getOrDefault(day, 0.0);
    }
}
