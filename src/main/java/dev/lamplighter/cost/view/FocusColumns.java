package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives the line items of every kind of report the same columns, so that one query can be about legacy reports, CUR 2.0 and
 * FOCUS. They have the names and the values that FOCUS 1.2 with AWS columns has, in snake case: {@code billed_cost} for
 * {@code BilledCost}. Where a report lacks what a column is made of, the column is NULL.
 */
public final class FocusColumns {
    /** The cost as it is billed; a query that needs it is about every kind of report. */
    public static final String COST = "billed_cost";

    private static final String TYPE = "line_item_line_item_type";
    private static final String RESERVATION = "reservation_reservation_a_r_n";

    /** The columns of a report that each is made of, the first that the report has. */
    private static final Map<String, List<String>> SOURCES = sources();

    private FocusColumns() {}

    private static Map<String, List<String>> sources() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        sources.put(COST, List.of("billedcost", "line_item_unblended_cost"));
        sources.put("billing_currency", List.of("billingcurrency", "line_item_currency_code"));
        sources.put("charge_category", List.of("chargecategory", TYPE));
        sources.put("charge_frequency", List.of("chargefrequency", TYPE));
        sources.put("charge_period_end", List.of("chargeperiodend", "line_item_usage_end_date"));
        sources.put("charge_period_start", List.of("chargeperiodstart", "line_item_usage_start_date"));
        sources.put("commitment_discount_category", List.of("commitmentdiscountcategory", TYPE));
        sources.put("consumed_quantity", List.of("consumedquantity", "line_item_usage_amount"));
        sources.put("region_id", List.of("regionid", "product_region", "product_region_code"));
        sources.put("resource_id", List.of("resourceid", "line_item_resource_id"));
        sources.put("sku_meter", List.of("x_usagetype", "skumeter", "line_item_usage_type"));
        sources.put("sub_account_id", List.of("subaccountid", "line_item_usage_account_id"));
        sources.put("x_service_code", List.of("x_servicecode", "servicename", "line_item_product_code"));
        return sources;
    }

    /** The names of those that a table has the values for. */
    public static Set<String> of(Set<String> columns) {
        Set<String> names = new TreeSet<>();
        SOURCES.forEach((name, sources) -> {
            if (sources.stream().anyMatch(columns::contains)) {
                names.add(name);
            }
        });
        return names;
    }

    /**
     * All of them: expression by name, in order.
     *
     * @param columns of the table: name to Hive type
     */
    static Map<String, String> added(Map<String, String> columns) {
        Map<String, String> added = new LinkedHashMap<>();
        SOURCES.forEach((name, sources) -> added.put(
                name,
                sources.stream()
                        .filter(columns::containsKey)
                        .findFirst()
                        .map(source -> expression(name, source, columns))
                        .orElseGet(() -> missing(name))));
        return added;
    }

    private static String expression(String name, String source, Map<String, String> columns) {
        if (name.equals(COST)) {
            return asDecimal(source, columns.getOrDefault(source, ""));
        }
        if (source.equals(TYPE)) {
            return switch (name) {
                case "charge_category" -> category();
                case "charge_frequency" -> frequency();
                default -> commitment(columns.containsKey(RESERVATION));
            };
        }
        if (source.equals("x_usagetype") && columns.containsKey("skumeter")) {
            return firstNotEmpty(source, "skumeter"); // months before and after a change from FOCUS 1.0 to 1.2
        }
        if (source.equals("x_servicecode") && columns.containsKey("servicename")) {
            return firstNotEmpty(source, "servicename");
        }
        return identifier(source);
    }

    private static String firstNotEmpty(String first, String second) {
        return "COALESCE(NULLIF(" + identifier(first) + ", ''), " + identifier(second) + ")";
    }

    /** Text that is no number at all is refused by the engine, as in all sums. */
    private static String asDecimal(String source, String type) {
        String column = identifier(source);
        return "CAST("
                + (type.equals(ColumnType.STRING.hiveType()) ? "NULLIF(" + column + ", '')" : column)
                + " AS DECIMAL(24, 10))";
    }

    private static String missing(String name) {
        return switch (name) {
            case COST, "consumed_quantity" -> "CAST(NULL AS DECIMAL(24, 10))";
            case "charge_period_end", "charge_period_start" -> "CAST(NULL AS TIMESTAMP)";
            default -> "CAST(NULL AS VARCHAR)";
        };
    }

    private static String category() {
        return "CASE"
                + when("'Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'", "Usage")
                + when("'Fee', 'RIFee', 'SavingsPlanUpfrontFee', 'SavingsPlanRecurringFee'", "Purchase")
                + when("'Tax'", "Tax")
                + when("'Credit'", "Credit")
                + " ELSE 'Adjustment' END";
    }

    private static String frequency() {
        return "CASE"
                + when("'Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'SavingsPlanNegation'", "Usage-Based")
                + when("'RIFee', 'SavingsPlanRecurringFee'", "Recurring")
                + " ELSE 'One-Time' END";
    }

    /** Of which kind of commitment it is: an amount to spend (savings plans) or a usage (reservations). */
    private static String commitment(boolean tellsReservations) {
        return "CASE WHEN " + identifier(TYPE) + " LIKE 'SavingsPlan%' THEN 'Spend'"
                + when("'DiscountedUsage', 'RIFee'", "Usage")
                + (tellsReservations
                        ? " WHEN " + identifier(TYPE) + " = 'Fee' AND " + identifier(RESERVATION)
                                + " <> '' THEN 'Usage'"
                        : "")
                + " END";
    }

    private static String when(String types, String value) {
        return " WHEN " + identifier(TYPE) + " IN (" + types + ") THEN '" + value + "'";
    }
}
