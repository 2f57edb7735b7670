package dev.lamplighter.window.schedule;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Parses one field of a crontab line: a list of values, ranges and steps, with names where cron has names. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day of week", 0, 7, "sun mon tue wed thu fri sat");

    private final String title;
    private final int lowest;
    private final int highest;
    private final String names;

    CronField(String title, int lowest, int highest, String names) {
        this.title = title;
        this.lowest = lowest;
        this.highest = highest;
        this.names = names;
    }

    /** The values that the field matches, in order. */
    SortedSet<Integer> parse(String text) {
        SortedSet<Integer> values = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            addPart(part, values);
        }
        return values;
    }

    private void addPart(String part, SortedSet<Integer> values) {
        String[] rangeAndStep = part.split("/", -1);
        if (rangeAndStep.length > 2) {
            throw refused(part);
        }
        String range = rangeAndStep[0];
        boolean stepped = rangeAndStep.length == 2;
        int step = stepped ? positive(rangeAndStep[1], part) : 1;
        int from;
        int to;
        if (range.equals("*")) {
            from = lowest;
            to = highest;
        } else {
            String[] ends = range.split("-", -1);
            from = value(ends[0], part);
            to = ends.length == 2 ? upperEnd(ends[1], part) : from;
            if (ends.length > 2 || to < from || (stepped && ends.length == 1)) {
                throw refused(part);
            }
        }
        for (int value = from; value <= to; value += step) {
            values.add(value);
        }
    }

    /** A week may also end on Sunday: {@code mon-sun}. */
    private int upperEnd(String text, String part) {
        int value = value(text, part);
        return this == DAY_OF_WEEK && value == 0 ? highest : value;
    }

    private int value(String text, String part) {
        int named = names.isEmpty() ? -1 : List.of(names.split(" ", -1)).indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) {
            return named + lowest;
        }
        int value = number(text, part);
        if (value < lowest || value > highest) {
            throw refused(part);
        }
        return value;
    }

    private int positive(String text, String part) {
        int value = number(text, part);
        if (value == 0) {
            throw refused(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("\\d{1,2}")) {
            throw refused(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException refused(String part) {
        String orNames = names.isEmpty() ? "" : " or " + names;
        return new IllegalArgumentException("the " + title + " field allows *, values, ranges a-b and steps /n of "
                + lowest + ".." + highest + orNames + ", got \"" + part + "\"");
    }
}
