package dev.lamplighter.cost.query;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Holds the settings of queries on the published tables.
 *
 * @param queries folder of the {@code *.sql} files
 * @param answers folder of the local history
 * @param months number of months, the current one included
 * @param budgets amounts that a month may cost
 * @param parameters values by parameter name that are the same for every run
 */
public record QuerySettings(
        Path queries, Path answers, int months, List<CostBudget> budgets, Map<String, String> parameters) {
    /** The parameter with the key of the tag by which resources name their window. */
    static final String STREAM_TAG_KEY = "stream_tag_key";

    private static final Pattern TAG_KEY = Pattern.compile("[^\"\\\\\\p{Cntrl}]{1,128}");

    public QuerySettings {
        budgets = List.copyOf(budgets);
        parameters = Map.copyOf(parameters);
    }

    public static QuerySettings of(Settings settings) {
        Map<String, String> parameters = new TreeMap<>(settings.under("cost.query.parameter."));
        settings.optional("cost.query.tag-column").ifPresent(column -> parameters.put("tag_column", column));
        parameters.putAll(QueryThresholds.of(settings));
        settings.optional("cost.query.stream-tag").ifPresent(key -> parameters.put(STREAM_TAG_KEY, tagKey(key)));
        parameters.values().removeIf(String::isEmpty);
        return new QuerySettings(
                settings.path("cost.queries", "queries"),
                answers(settings),
                settings.integer("cost.query.months", 6, 1, 120),
                CostBudget.of(settings),
                parameters);
    }

    /** The folder of the answers alone. */
    public static Path answers(Settings settings) {
        return settings.path("cost.answers", "work/answers");
    }

    private static String tagKey(String key) {
        if (!TAG_KEY.matcher(key).matches()) {
            throw Settings.refused(
                    "cost.query.stream-tag", key, "the key of a tag, without quotes", "write it as in window");
        }
        return key;
    }
}
