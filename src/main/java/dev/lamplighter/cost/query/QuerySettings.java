package dev.lamplighter.cost.query;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    public QuerySettings {
        budgets = List.copyOf(budgets);
        parameters = Map.copyOf(parameters);
    }

    public static QuerySettings of(Settings settings) {
        Map<String, String> parameters = new TreeMap<>(settings.under("cost.query.parameter."));
        settings.optional("cost.query.tag-column").ifPresent(column -> parameters.put("tag_column", column));
        parameters.putAll(QueryThresholds.of(settings));
        parameters.values().removeIf(String::isEmpty);
        return new QuerySettings(
                settings.path("cost.queries", "queries"),
                settings.path("cost.answers", "work/answers"),
                settings.integer("cost.query.months", 6, 1, 120),
                CostBudget.of(settings),
                parameters);
    }
}
