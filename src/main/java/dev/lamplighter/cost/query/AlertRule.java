package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether a query result raises an alert. */
sealed interface AlertRule {
    Pattern THRESHOLD = Pattern.compile("([a-z0-9_]+) below ([0-9.]+) until ([0-9.]+) by ([a-z0-9_, ]+)");
    Pattern ROWS = Pattern.compile("any row of the last ([0-9]{1,3}) days by ([a-z0-9_]+)");

    /** The columns that it reads. */
    Set<String> columns();

    /**
     * An alert that is raised below one threshold and cleared only at the other, so that a value between them changes
     * nothing.
     *
     * @param until not less than {@code below}
     * @param keys columns whose values tell one alert from another
     */
    record Threshold(String column, BigDecimal below, BigDecimal until, List<String> keys) implements AlertRule {
        public Threshold {
            keys = List.copyOf(keys);
            if (until.compareTo(below) < 0) {
                throw new IllegalArgumentException("an alert must be over at " + below + " or more, got " + until);
            }
        }

        @Override
        public Set<String> columns() {
            Set<String> columns = new TreeSet<>(keys);
            columns.add(column);
            return columns;
        }
    }

    /**
     * An alert for each day that has rows, cleared when the day has none left or is older.
     *
     * @param days the age in days at which it is cleared
     * @param column the column with the day, {@code YYYY-MM-DD}
     */
    record Rows(int days, String column) implements AlertRule {
        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    /** Parses {@code total_coverage below 70 until 80 by region} or {@code any row of the last 7 days by usage_day}. */
    static AlertRule of(String text) {
        Matcher threshold = THRESHOLD.matcher(text);
        if (threshold.matches()) {
            return new Threshold(
                    threshold.group(1),
                    new BigDecimal(threshold.group(2)),
                    new BigDecimal(threshold.group(3)),
                    Arrays.stream(threshold.group(4).split(","))
                            .map(String::strip)
                            .toList());
        }
        Matcher rows = ROWS.matcher(text);
        if (rows.matches()) {
            return new Rows(Integer.parseInt(rows.group(1)), rows.group(2));
        }
        throw new IllegalArgumentException("got alert \"" + text
                + "\", allowed is <column> below <number> until <number> by <columns>, or any row of the last <number>"
                + " days by <column>");
    }
}
