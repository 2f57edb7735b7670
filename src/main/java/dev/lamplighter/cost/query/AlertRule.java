package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When an answer is reason to act. */
sealed interface AlertRule {
    Pattern THRESHOLD = Pattern.compile("([a-z0-9_]+) below ([0-9.]+) until ([0-9.]+) by ([a-z0-9_, ]+)");
    Pattern ROWS = Pattern.compile("any row of the last ([0-9]{1,3}) days by ([a-z0-9_]+)");

    /** Those that it reads. */
    Set<String> columns();

    /**
     * Raised below one threshold, over only at the other, so that a value that swings between them says nothing new.
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
     * Raised for each day that has rows, over when it has none left or is older.
     *
     * @param days until it is
     * @param column of the day, {@code YYYY-MM-DD}
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
