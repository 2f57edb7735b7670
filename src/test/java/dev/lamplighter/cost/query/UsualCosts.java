package dev.lamplighter.cost.query;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Finds the unusual days of one service by loops over its days, with the shipped defaults: score 3.5, 7 days, 3 a day. */
final class UsualCosts {
    private static final int LEVEL = 7;

    private final SortedMap<LocalDate, Double> days;
    private final LocalDate first;

    /** @param days of the service; what is missing cost nothing */
    UsualCosts(SortedMap<LocalDate, Double> days, LocalDate first) {
        this.days = days;
        this.first = first;
    }

    private double cost(LocalDate day) {
        return days.getOrDefault(day, 0.0);
    }

    /** The first day of each change, and by how much it was off the median at most. */
    SortedMap<LocalDate, Double> changes(LocalDate last) {
        SortedMap<LocalDate, Double> changes = new TreeMap<>();
        for (int direction : new int[] {1, -1}) {
            LocalDate begun = LocalDate.MIN;
            LocalDate latest = LocalDate.MIN;
            for (LocalDate day = first.plusDays(14); !day.isAfter(last); day = day.plusDays(1)) {
                if (isUnusual(day, direction)) {
                    if (latest.equals(LocalDate.MIN) || latest.isBefore(day.minusDays(LEVEL))) {
                        begun = day;
                    }
                    latest = day;
                    double distance = direction * (cost(day) - median(before(day)));
                    changes.merge(begun, distance, Math::max);
                }
            }
        }
        changes.values().removeIf(distance -> distance < 3);
        return changes;
    }

    private List<Double> before(LocalDate day) {
        List<Double> costs = new ArrayList<>();
        for (LocalDate past = day.minusDays(28); past.isBefore(day); past = past.plusDays(1)) {
            if (!past.isBefore(first)) {
                costs.add(cost(past));
            }
        }
        return costs;
    }

    private boolean isUnusual(LocalDate day, int direction) {
        List<Double> before = before(day);
        double median = median(before);
        double mad = median(before.stream().map(cost -> Math.abs(cost - median)).toList());
        double far = 3.5 * 1.4826 * Math.max(Math.max(mad, 0.02 * Math.abs(median)), 0.01);
        for (double level : levels(day)) {
            if (direction * (cost(day) - level) < far) {
                return false;
            }
        }
        // as many days beyond it as make a level
        long beyond = before.stream()
                .filter(cost -> direction * (cost(day) - cost) < far)
                .count();
        return beyond < Math.ceil(LEVEL * before.size() / 28.0);
    }

    private DoubleStream past(LocalDate day, int... ages) {
        return Arrays.stream(ages)
                .mapToObj(day::minusDays)
                .filter(past -> !past.isBefore(first))
                .mapToDouble(this::cost);
    }

    private double[] levels(LocalDate day) {
        int month = day.minusMonths(1).lengthOfMonth();
        return past(day, 7, 14, 21, 28, month).toArray();
    }

    private static double median(List<Double> costs) {
        List<Double> sorted = costs.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
