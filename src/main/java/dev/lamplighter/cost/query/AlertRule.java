package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides whether a query result raises an alert. */
sealed interface AlertRule {
    Pattern THRESHOLD =
            Pattern.compile("([a-z0-9_]+) (below|above) ([0-9.]+) until ([0-9.]+) by ([a-z0-9_, ]+?)(?: when (.+))?");
    Pattern DAYS = Pattern.compile("any row of the last ([0-9]{1,3}) days by ([a-z0-9_]+)(?: when (.+))?");
    Pattern EACH = Pattern.compile(
            "each row of the last ([0-9]{1,3}) days by ([a-z0-9_]+)((?: *, *[a-z0-9_]+)*)(?: when (.+))?");

    /** The columns of an answer that it reads. */
    Set<String> columns();

    /** The conditions for rows; a row that doesn't meet all of them is ignored. */
    List<AlertRowCondition> conditions();

    /** Whether a row meets all conditions. */
    default boolean concerns(Map<String, String> row) {
        return conditions().stream().allMatch(condition -> condition.holds(row));
    }

    /** The side of its limit on which a value raises an alert. */
    enum Side {
        BELOW,
        ABOVE;

        boolean isBeyond(BigDecimal value, BigDecimal limit) {
            return this == BELOW ? value.compareTo(limit) < 0 : value.compareTo(limit) > 0;
        }

        String word() {
            return this == BELOW ? "below" : "above";
        }
    }

    /**
     * An alert that is raised beyond one limit and cleared only at the other, so that a value between them changes nothing.
     *
     * @param until the value that clears it, on the other side of the limit or the limit itself
     * @param keys columns whose values tell one alert from another
     */
    record Threshold(
            String column,
            Side side,
            BigDecimal limit,
            BigDecimal until,
            List<String> keys,
            List<AlertRowCondition> conditions)
            implements AlertRule {
        public Threshold {
            keys = List.copyOf(keys);
            conditions = List.copyOf(conditions);
            if (side.isBeyond(until, limit)) {
                throw new IllegalArgumentException("an alert must be over at " + limit + " or "
                        + (side == Side.BELOW ? "more" : "less") + ", got " + until);
            }
        }

        @Override
        public Set<String> columns() {
            return union(keys, column, conditions);
        }

        /** The beginning of its alerts' resources, so that several limits on one column have separate alerts. */
        String prefix() {
            return side == Side.BELOW ? column + " " : column + " above " + limit.toPlainString() + " ";
        }
    }

    /**
     * An alert for each day that has rows, cleared when the day has none left or is older.
     *
     * @param days the age in days at which it is cleared
     * @param column the column with the day, {@code YYYY-MM-DD}
     */
    record Days(int days, String column, List<AlertRowCondition> conditions) implements AlertRule {
        public Days {
            conditions = List.copyOf(conditions);
        }

        @Override
        public Set<String> columns() {
            return union(List.of(), column, conditions);
        }
    }

    /**
     * An alert for each row, cleared when the answer has it no longer or it is older.
     *
     * @param days the age in days at which it is cleared
     * @param column the column with the day, {@code YYYY-MM-DD}
     * @param keys that column and others: the values that tell one row from another
     */
    record Each(int days, String column, List<String> keys, List<AlertRowCondition> conditions) implements AlertRule {
        public Each {
            keys = List.copyOf(keys);
            conditions = List.copyOf(conditions);
        }

        @Override
        public Set<String> columns() {
            return union(keys, column, conditions);
        }
    }

    /** The values of some columns of a row, as they stand in an alert. */
    static String shown(List<String> columns, Map<String, String> row) {
        return columns.stream()
                .map(column -> column + "=" + row.getOrDefault(column, ""))
                .collect(Collectors.joining(" "));
    }

    /** Parses a line of a query's header, as {@code total_coverage below 70 until 80 by region when region is *}. */
    static AlertRule of(String text) {
        Matcher threshold = THRESHOLD.matcher(text);
        if (threshold.matches()) {
            return new Threshold(
                    threshold.group(1),
                    threshold.group(2).equals("below") ? Side.BELOW : Side.ABOVE,
                    new BigDecimal(threshold.group(3)),
                    new BigDecimal(threshold.group(4)),
                    listed(threshold.group(5)),
                    conditions(threshold, 6));
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return new Days(Integer.parseInt(days.group(1)), days.group(2), conditions(days, 3));
        }
        Matcher each = EACH.matcher(text);
        if (each.matches()) {
            return new Each(
                    Integer.parseInt(each.group(1)),
                    each.group(2),
                    listed(each.group(2) + each.group(3)),
                    conditions(each, 4));
        }
        throw new IllegalArgumentException("got alert \"" + text
                + "\", allowed is <column> below <number> until <number> by <columns>, the same with above, any row of the"
                + " last <number> days by <column>, or each row of the last <number> days by <column>, <columns>; behind"
                + " each of them when <column> is <value>, or when <column> at least <number>");
    }

    private static List<AlertRowCondition> conditions(Matcher rule, int group) {
        return rule.group(group) == null ? List.of() : AlertRowCondition.listed(rule.group(group));
    }

    private static List<String> listed(String columns) {
        return Arrays.stream(columns.split(",")).map(String::strip).toList();
    }

    private static Set<String> union(List<String> keys, String column, List<AlertRowCondition> conditions) {
        List<String> columns = new ArrayList<>(keys);
        columns.add(column);
        conditions.forEach(condition -> columns.add(condition.column()));
        return new TreeSet<>(columns);
    }
}
