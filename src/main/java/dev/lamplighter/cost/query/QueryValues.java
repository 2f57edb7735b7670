package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.view.CostViews;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Gives the parameters of a query run their values: tables and views, the months, today, and what the settings say. */
final class QueryValues {
    private final String database;
    private final QuerySettings settings;
    private final PublishedColumns published;
    private final CostViews views;
    private final InstantSource clock;

    QueryValues(
            String database, QuerySettings settings, PublishedColumns published, CostViews views, InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.published = published;
        this.views = views;
        this.clock = clock;
    }

    /** @throws ProblemException COST-122 when no published month has the column of cost.query.tag-column */
    Map<String, String> of(QueryRun queryRun) {
        PeriodRange window = PeriodRange.endingNow(clock, settings.months());
        Map<String, String> values = new HashMap<>(settings.parameters());
        Set<String> columns = published.columns(queryRun.reportName());
        queryRun.query().optional().stream().filter(columns::contains).forEach(column -> values.put(column, column));
        values.put("database", database);
        values.put("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        boolean export = columns.contains("resource_tags");
        CostPublishSettings names = views.settings();
        String table = names.table(queryRun.reportName());
        values.put("table", export ? names.exportView(queryRun.reportName()) : table);
        values.put(NamedQuery.VIEW, names.costView(queryRun.reportName()));
        BudgetSql conditions = new BudgetSql(columns);
        values.putAll(conditions.parameters(settings.budgets()));
        values.put(NamedQuery.STREAM_TAG, streamTag(conditions));
        values.put("first_month", window.first().toString());
        values.put("last_month", window.last().toString());
        if (queryRun.query().parameters().contains("tag_column") && values.containsKey("tag_column")) {
            checkTagColumn(queryRun, values.get("tag_column"));
        }
        return values;
    }

    private String streamTag(BudgetSql conditions) {
        String expression = conditions.tag(settings.parameters().getOrDefault(QuerySettings.STREAM_TAG_KEY, ""));
        return expression.isEmpty() ? "CAST(NULL AS VARCHAR)" : expression;
    }

    /** Whether resources of a report may name their window by a tag. */
    boolean hasStreamTag(String reportName) {
        String key = settings.parameters().getOrDefault(QuerySettings.STREAM_TAG_KEY, "");
        return !key.isEmpty()
                && !new BudgetSql(published.columns(reportName)).tag(key).isEmpty();
    }

    private void checkTagColumn(QueryRun queryRun, String tagColumn) {
        Set<String> columns = published.columns(queryRun.reportName());
        if (columns.contains("resource_tags") && tagColumn.startsWith("resource_tags_")) {
            return; // a key of the map: the view has a column for it even if no row has the key
        }
        if (!columns.contains(tagColumn)) {
            columns.removeIf(column -> !column.startsWith("resource_tags_"));
            throw new ProblemException(new Problem(
                    CostProblemCode.NO_TAG_COLUMN,
                    "query " + queryRun.name() + ", cost.query.tag-column",
                    "column \"" + tagColumn + "\"",
                    "no published month has it",
                    Suggestion.nearest(tagColumn, columns)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("choose one of " + columns)));
        }
    }
}
