package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.cost.athena.TableDdl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes the view of a table that adds what each line item costs: its columns, then {@code amortised_cost} and the others of
 * {@link AmortisedCostSql#added()}, the {@link FocusColumns}, names of accounts, and {@code year} and {@code month} as AWS's own
 * tables have them. Over CUR 2.0 it has what {@link Cur2CompatibilityView} adds as well, and the maps are maps however they were
 * delivered.
 */
public final class CostView {
    /** The maps of CUR 2.0 ("Cost and Usage Report (CUR) 2.0", AWS Data Exports), and the type of their values. */
    private static final Map<String, String> MAPS = Map.of(
            "product", "VARCHAR",
            "resource_tags", "VARCHAR",
            "cost_category", "VARCHAR",
            "tags", "VARCHAR",
            "discount", "DOUBLE");

    private CostView() {}

    /**
     * The statement that creates or replaces the view for the table as it is now.
     *
     * @param columns of the table: name to Hive type, in order
     * @param tagColumn empty for none
     * @param cost of its line items
     * @param accounts whose names it has
     */
    static String create(
            String view,
            String table,
            Map<String, String> columns,
            String tagColumn,
            AmortisedCostSql cost,
            AccountNames accounts) {
        boolean isExport = Cur2CompatibilityView.fits(columns.keySet());
        Map<String, String> fields = new LinkedHashMap<>();
        columns.forEach((name, type) -> fields.put(name, isExport ? asMap(name, type) : identifier(name)));
        if (isExport) {
            Cur2CompatibilityView.added(columns, tagColumn).forEach(fields::putIfAbsent);
        }
        cost.added().forEach(fields::putIfAbsent);
        FocusColumns.added(columns).forEach(fields::putIfAbsent);
        accounts.added(columns).forEach(fields::putIfAbsent);
        fields.putIfAbsent("year", "SPLIT_PART(" + TableDdl.PARTITION_KEY + ", '-', 1)");
        fields.putIfAbsent("month", "LTRIM(SPLIT_PART(" + TableDdl.PARTITION_KEY + ", '-', 2), '0')");
        return statement(view, table, fields);
    }

    /** @param fields expression by name, in order */
    static String statement(String view, String table, Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "  " + field(field.getKey(), field.getValue()))
                .collect(Collectors.joining(
                        ",\n",
                        "CREATE OR REPLACE VIEW " + identifier(view) + " AS\nSELECT\n",
                        "\nFROM " + identifier(table)));
    }

    private static String field(String name, String expression) {
        return expression.equals(identifier(name)) ? expression : expression + " AS " + identifier(name);
    }

    private static String asMap(String name, String type) {
        String values = MAPS.get(name);
        return values == null || !type.equals("string")
                ? identifier(name)
                : "TRY(CAST(JSON_PARSE(" + identifier(name) + ") AS MAP(VARCHAR, " + values + ")))";
    }
}
