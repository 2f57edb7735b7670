package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.cost.report.ReportColumn;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the type of a column of a CSV report: the one in its manifest, or, where that has none that is known (manifests of
 * 2018 have no types), the one that AWS's later manifests give the column with that name. AWS's own choice: amounts and
 * costs are numbers, rates and reservation units are text. Maps (CUR 2.0, FOCUS) stay the JSON text of the CSV.
 *
 * <p>Costs have at most ten decimals, so they are decimals; shares that AWS divides out (split cost allocation; quantities and
 * unit prices of FOCUS) have as many as a double has, so they are doubles, and so is what a manifest calls double and is no
 * money. A month of a table that has begun comes with the types that the table has, {@code decimal(24,10)} or
 * {@code double precision}.
 */
final class ColumnTypes {
    /** Number columns, by their names in the table, which legacy reports and CUR 2.0 share. */
    private static final Set<String> NUMBERS = Set.of(
            "line_item_usage_amount",
            "line_item_unblended_cost",
            "line_item_blended_cost",
            "line_item_normalization_factor",
            "line_item_normalized_usage_amount",
            "pricing_public_on_demand_cost",
            "reservation_amortized_upfront_cost_for_usage",
            "reservation_amortized_upfront_fee_for_billing_period",
            "reservation_effective_cost",
            "reservation_recurring_fee_for_usage",
            "reservation_unused_amortized_upfront_fee_for_billing_period",
            "reservation_unused_normalized_unit_quantity",
            "reservation_unused_quantity",
            "reservation_unused_recurring_fee",
            "reservation_upfront_value",
            "savings_plan_total_commitment_to_date",
            "savings_plan_savings_plan_rate",
            "savings_plan_used_commitment",
            "savings_plan_savings_plan_effective_cost",
            "savings_plan_amortized_upfront_commitment_for_billing_period",
            "savings_plan_recurring_commitment_for_billing_period",
            "discount_bundled_discount",
            "discount_total_discount",
            "split_line_item_actual_usage",
            "split_line_item_reserved_usage",
            "split_line_item_split_usage",
            "split_line_item_split_usage_ratio",
            "split_line_item_split_cost",
            "split_line_item_unused_cost",
            "split_line_item_public_on_demand_split_cost",
            "split_line_item_public_on_demand_unused_cost");

    private static final Pattern INSTANT = Pattern.compile("(?:bill|line_item)_.*_date");
    private static final Pattern FOCUS_NUMBER = Pattern.compile("[A-Z].*(?:Cost|Quantity|UnitPrice)");
    private static final Pattern FOCUS_INSTANT = Pattern.compile("[A-Z].*Period(?:Start|End)");

    private static final Pattern MONEY = Pattern.compile("cost|fee|commitment|price|rate|value|discount");

    private ColumnTypes() {}

    /** The kinds of type in a manifest. */
    private enum Said {
        NUMBER,
        DOUBLE,
        KEPT_DECIMAL,
        KEPT_DOUBLE,
        INSTANT,
        TEXT,
        NOTHING,
        UNHEARD_OF
    }

    static ColumnType of(ReportColumn column, NumberType numbers) {
        return switch (said(column.type())) {
            case NUMBER -> number(column, numbers);
            case DOUBLE -> isMoney(column) ? number(column, numbers) : ColumnType.DOUBLE;
            case KEPT_DECIMAL -> ColumnType.DECIMAL;
            case KEPT_DOUBLE -> ColumnType.DOUBLE;
            case INSTANT -> ColumnType.TIMESTAMP;
            case TEXT -> ColumnType.STRING;
            case NOTHING, UNHEARD_OF -> byName(column, numbers);
        };
    }

    /** Whether its manifest gives it an unknown type. */
    static boolean isUnheardOf(ReportColumn column) {
        return said(column.type()) == Said.UNHEARD_OF;
    }

    private static Said said(@Nullable String type) {
        if (ColumnType.DECIMAL.hiveType().equals(type)) {
            return Said.KEPT_DECIMAL;
        }
        return switch (spoken(type)) {
            case "bigdecimal", "decimal", "numeric" -> Said.NUMBER;
            case "double", "float" -> Said.DOUBLE;
            case "double precision" -> Said.KEPT_DOUBLE;
            case "datetime", "timestamp", "timestamp_milliseconds" -> Said.INSTANT;
            case "string", "interval", "map" -> Said.TEXT;
            case "" -> Said.NOTHING;
            default -> Said.UNHEARD_OF;
        };
    }

    /** AWS writes {@code OptionalBigDecimal}, {@code map <string, string>} and, of its Parquet, {@code STRING}. */
    private static String spoken(@Nullable String type) {
        return type == null
                ? ""
                : type.toLowerCase(Locale.ROOT)
                        .replaceFirst("^\\s*(?:optional_?)?", "")
                        .replaceFirst("\\s*(?:[<(].*)?$", "");
    }

    private static ColumnType byName(ReportColumn column, NumberType numbers) {
        String name = ColumnNames.of(column);
        boolean focus = column.isExported();
        if (INSTANT.matcher(name).matches()
                || (focus && FOCUS_INSTANT.matcher(column.name()).matches())) {
            return ColumnType.TIMESTAMP;
        }
        boolean number = NUMBERS.contains(name.replace("_net_", "_"))
                || (focus && FOCUS_NUMBER.matcher(column.name()).matches());
        return number ? number(column, numbers) : ColumnType.STRING;
    }

    private static boolean isMoney(ReportColumn column) {
        return MONEY.matcher(ColumnNames.of(column)).find();
    }

    private static ColumnType number(ReportColumn column, NumberType numbers) {
        String name = ColumnNames.of(column);
        boolean split = name.startsWith("split_line_item_");
        boolean share = column.isExported() && !column.name().equals(name) && !name.endsWith("cost");
        return numbers == NumberType.DOUBLE || split || share ? ColumnType.DOUBLE : ColumnType.DECIMAL;
    }
}
