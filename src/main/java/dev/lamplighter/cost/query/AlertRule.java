package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a column of an answer is reason to act: raised below one threshold, over only at the other, so that a value that
 * swings between them says nothing new.
 *
 * @param until not less than {@code below}
 * @param keys columns whose values tell one alert from another
 */
record AlertRule(String column, BigDecimal below, BigDecimal until, List<String> keys) {
    private static final Pattern TEXT =
            Pattern.compile("([a-z0-9_]+) below ([0-9.]+) until ([0-9.]+) by ([a-z0-9_, ]+)");

    AlertRule {
        keys = List.copyOf(keys);
        if (until.compareTo(below) < 0) {
            throw new IllegalArgumentException("an alert must be over at " + below + " or more, got " + until);
        }
    }

    /** Parses {@code total_coverage below 70 until 80 by instance_family, region}. */
    static AlertRule of(String text) {
        Matcher rule = TEXT.matcher(text);
        if (!rule.matches()) {
            throw new IllegalArgumentException(
                    "got alert \"" + text + "\", allowed is <column> below <number> until <number> by <columns>");
        }
        return new AlertRule(
                rule.group(1),
                new BigDecimal(rule.group(2)),
                new BigDecimal(rule.group(3)),
                Arrays.stream(rule.group(4).split(",")).map(String::strip).toList());
    }
}
