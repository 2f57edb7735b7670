package dev.lamplighter.cost.query;

import dev.lamplighter.cost.parquet.schema.ColumnNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes budgets as the parts of SQL that queries about them have as parameters, for the columns of one table. */
final class BudgetSql {
    /** Parameters of a query, each a list with commas between or an expression. */
    static final String NAMES = "budget_names";

    static final String CONDITIONS = "budget_conditions";
    static final String AMOUNTS = "budget_amounts";

    /** The columns of legacy reports and CUR 2.0, and of FOCUS, by dimension. */
    private static final Map<String, String> LEGACY =
            Map.of("account", "line_item_usage_account_id", "service", "line_item_product_code");

    private static final Map<String, String> FOCUS = Map.of("account", "subaccountid", "service", "servicename");
    private static final String TAGS = "resource_tags";
    private static final String FOCUS_TAGS = "tags";

    private final Set<String> columns;

    BudgetSql(Set<String> columns) {
        this.columns = columns;
    }

    /** The values of the parameters: first everything, {@code *}, then each budget. */
    Map<String, String> parameters(List<CostBudget> budgets) {
        return Map.of(
                NAMES,
                Stream.concat(Stream.of("*"), budgets.stream().map(CostBudget::name))
                        .map(BudgetSql::literal)
                        .collect(Collectors.joining(", ")),
                CONDITIONS,
                Stream.concat(Stream.of("TRUE"), budgets.stream().map(this::condition))
                        .collect(Collectors.joining(", ")),
                AMOUNTS,
                budgets.stream()
                        .map(budget -> "WHEN " + literal(budget.name()) + " THEN CAST("
                                + literal(budget.amount().toPlainString()) + " AS DECIMAL(24, 10))")
                        .collect(Collectors.joining(
                                " ", "CASE budget WHEN '*' THEN CAST(NULL AS DECIMAL(24, 10)) ", " END")));
    }

    /** The dimensions that the table has no column for, so that nothing counts for the budget. */
    List<String> missing(CostBudget budget) {
        return budget.filter().keySet().stream()
                .filter(dimension -> column(dimension).isEmpty())
                .toList();
    }

    /** NULL for charges in other currencies, else whether the charge counts. */
    private String condition(CostBudget budget) {
        String currency = isFocus() ? "billingcurrency" : "line_item_currency_code";
        String counts = budget.filter().isEmpty()
                ? "TRUE"
                : budget.filter().entrySet().stream()
                        .map(one -> one(column(one.getKey()), one.getValue()))
                        .collect(Collectors.joining(" AND "));
        return "IF(" + currency + " = " + literal(budget.currency()) + ", " + counts + ")";
    }

    private static String one(String column, List<String> values) {
        return column.isEmpty()
                ? "FALSE"
                : values.stream()
                        .map(BudgetSql::literal)
                        .collect(Collectors.joining(", ", "COALESCE(" + column + ", '') IN (", ")"));
    }

    /** The expression for a dimension, empty where the table has none. */
    private String column(String dimension) {
        if (dimension.startsWith(CostBudget.TAG)) {
            return tag(dimension.substring(CostBudget.TAG.length()).strip());
        }
        String column = (isFocus() ? FOCUS : LEGACY).getOrDefault(dimension, "");
        return columns.contains(column) ? column : "";
    }

    /** The expression for the value of a tag, empty where the table has none; a key without a colon is one of the user's own. */
    String tag(String key) {
        if (isFocus()) {
            return columns.contains(FOCUS_TAGS) ? focusTag(key) : "";
        }
        String column = ColumnNames.of("resourceTags/" + (key.contains(":") ? key : "user:" + key));
        if (columns.contains(TAGS)) {
            return "ELEMENT_AT(" + TAGS + ", " + literal(column.substring(TAGS.length() + 1)) + ")";
        }
        return columns.contains(column) ? column : "";
    }

    /** The tags of FOCUS are a map in Parquet of AWS, else the text of one in JSON; this reads both. */
    private static String focusTag(String key) {
        String json = "CAST(" + FOCUS_TAGS + " AS JSON)";
        String path = literal("$[\"" + key + "\"]");
        return "COALESCE(JSON_EXTRACT_SCALAR(" + json + ", " + path
                + "), JSON_EXTRACT_SCALAR(TRY(JSON_PARSE(JSON_EXTRACT_SCALAR(" + json + ", '$'))), " + path + "))";
    }

    private boolean isFocus() {
        return columns.contains(NamedQuery.FOCUS_COST);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
