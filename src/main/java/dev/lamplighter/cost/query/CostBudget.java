package dev.lamplighter.cost.query;

import dev.lamplighter.base.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the amount that a month may cost, of everything in its currency or of what a filter names.
 *
 * @param filter the allowed values by dimension: {@code account}, {@code service}, or {@code tag:} and a key; every dimension
 *     must have one of its values
 */
public record CostBudget(String name, BigDecimal amount, String currency, SortedMap<String, List<String>> filter) {
    public static final String PREFIX = "cost.budget.";
    static final String TAG = "tag:";

    private static final String FILTER = "filter";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,10})?) ([A-Z]{3})");
    private static final Pattern PART =
            Pattern.compile("(account|service|tag:[^=\"\\\\\\p{Cntrl}]{1,128})=([^\"\\\\\\p{Cntrl}]{1,256})");

    /** Reads {@code cost.budget.<name>} and {@code cost.budget.<name>.filter}. */
    static List<CostBudget> of(Settings settings) {
        List<CostBudget> budgets = new ArrayList<>();
        Map<String, String> keys = settings.under(PREFIX);
        keys.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot >= 0) {
                requireOfBudget(keys, key, dot);
            } else if (!value.isEmpty()) {
                budgets.add(of(key, value, settings.text(PREFIX + key + "." + FILTER, "")));
            }
        });
        return budgets;
    }

    private static void requireOfBudget(Map<String, String> keys, String key, int dot) {
        if (!key.substring(dot + 1).equals(FILTER)) {
            throw Settings.unknownPart(PREFIX + key, key.substring(dot + 1), List.of(FILTER));
        }
        String name = key.substring(0, dot);
        if (!keys.containsKey(name)) {
            throw Settings.refused(
                    PREFIX + key,
                    keys.getOrDefault(key, ""),
                    "a filter of a budget that has an amount",
                    "set " + PREFIX + name + ", as in 500 USD");
        }
    }

    private static CostBudget of(String name, String text, String filter) {
        if (!NAME.matcher(name).matches()) {
            throw Settings.refused(PREFIX + name, text, "a name of a-z, 0-9 and single hyphens", "rename it");
        }
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches() || new BigDecimal(amount.group(1)).signum() == 0) {
            throw Settings.refused(
                    PREFIX + name, text, "an amount and the currency of the bill", "write it as in 500 USD");
        }
        return new CostBudget(name, new BigDecimal(amount.group(1)), amount.group(2), filter(name, filter));
    }

    private static SortedMap<String, List<String>> filter(String name, String text) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        if (text.isEmpty()) {
            return values;
        }
        for (String one : text.split(",", -1)) {
            Matcher part = PART.matcher(one.strip());
            if (!part.matches()) {
                throw Settings.refused(
                        PREFIX + name + "." + FILTER,
                        text,
                        "tag:<key>=<value>, service=<product code> and account=<id> with commas between",
                        "write it as in tag:team=red, service=AmazonEC2");
            }
            values.computeIfAbsent(part.group(1), none -> new ArrayList<>()).add(part.group(2));
        }
        return values;
    }
}
