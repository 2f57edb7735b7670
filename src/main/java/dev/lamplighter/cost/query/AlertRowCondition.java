package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Limits an alert rule to some rows of an answer: {@code region is *}, {@code unused_cost at least 10}.
 *
 * @param least whether the value is the least number allowed; otherwise it is the only text allowed
 */
record AlertRowCondition(String column, boolean least, String value) {
    private static final Pattern IS = Pattern.compile("([a-z0-9_]+) is (\\S.*)");
    private static final Pattern AT_LEAST = Pattern.compile("([a-z0-9_]+) at least (-?[0-9.]+)");

    /** Parses conditions with commas between. */
    static List<AlertRowCondition> listed(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(AlertRowCondition::of)
                .toList();
    }

    private static AlertRowCondition of(String text) {
        Matcher least = AT_LEAST.matcher(text);
        if (least.matches()) {
            return new AlertRowCondition(least.group(1), true, new BigDecimal(least.group(2)).toPlainString());
        }
        Matcher is = IS.matcher(text);
        if (is.matches()) {
            return new AlertRowCondition(is.group(1), false, is.group(2));
        }
        throw new IllegalArgumentException("got \"" + text
                + "\" behind \"when\" of an alert, allowed is <column> is <value>, or <column> at least <number>");
    }

    boolean holds(Map<String, String> row) {
        String found = row.get(column);
        if (found == null) {
            return false;
        }
        return least ? new BigDecimal(found).compareTo(new BigDecimal(value)) >= 0 : found.equals(value);
    }
}
