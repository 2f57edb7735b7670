package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * DuckDB's table {@code lines} over delivered CSV, with names of its own, the same for every kind of report as far as they tell the
 * same.
 *
 * @param usage the condition of what is used
 * @param upfront the condition of what is paid in advance for commitments
 */
record DeliveredLines(String lines, String usage, String upfront) {
    /** AWS: "Cost and Usage Report", amortised costs; all others are refunds, credits, discounts, taxes and fees. */
    private static final String AMORTISED = """
        CASE type
          WHEN 'SavingsPlanCoveredUsage' THEN plan_effective
          WHEN 'SavingsPlanRecurringFee' THEN promised - used
          WHEN 'SavingsPlanNegation' THEN 0
          WHEN 'SavingsPlanUpfrontFee' THEN 0
          WHEN 'DiscountedUsage' THEN effective
          WHEN 'RIFee' THEN unused_upfront + unused_recurring
          WHEN 'Fee' THEN CASE WHEN reservation <> '' THEN 0 ELSE cost END
          ELSE cost END\
        """;

    /** Header of legacy reports, column of CUR 2.0, name here. */
    private static final List<String> TEXTS = List.of(
            "lineItem/LineItemType line_item_line_item_type type",
            "lineItem/ProductCode line_item_product_code product",
            "lineItem/UsageType line_item_usage_type usage",
            "lineItem/ResourceId line_item_resource_id resource",
            "lineItem/CurrencyCode line_item_currency_code currency",
            "lineItem/UsageStartDate line_item_usage_start_date start",
            "lineItem/UsageEndDate line_item_usage_end_date finish",
            "reservation/ReservationARN reservation_reservation_a_r_n reservation",
            "resourceTags/user:customersegment resource_tags tag",
            "product/region product_region_code region");

    private static final List<String> NUMBERS = List.of(
            "lineItem/UnblendedCost line_item_unblended_cost cost",
            "reservation/EffectiveCost reservation_effective_cost effective",
            "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod"
                    + " reservation_unused_amortized_upfront_fee_for_billing_period unused_upfront",
            "reservation/UnusedRecurringFee reservation_unused_recurring_fee unused_recurring",
            "savingsPlan/SavingsPlanEffectiveCost savings_plan_savings_plan_effective_cost plan_effective",
            "savingsPlan/TotalCommitmentToDate savings_plan_total_commitment_to_date promised",
            "savingsPlan/UsedCommitment savings_plan_used_commitment used",
            "reservation/AmortizedUpfrontCostForUsage reservation_amortized_upfront_cost_for_usage used_upfront",
            "savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod"
                    + " savings_plan_amortized_upfront_commitment_for_billing_period plan_upfront",
            "lineItem/NormalizedUsageAmount line_item_normalized_usage_amount units",
            "lineItem/UsageAmount line_item_usage_amount amount");

    private static final Map<String, String> FOCUS_TEXTS = Map.of(
            "x_ServiceCode", "product",
            "BillingCurrency", "currency",
            "x_UsageType", "usage",
            "ResourceId", "resource",
            "ChargeCategory", "category",
            "ChargeFrequency", "frequency",
            "RegionId", "region",
            "CommitmentDiscountId", "commitment",
            "CommitmentDiscountStatus", "status");

    /** @param delivered a folder of {@code 2026-09.csv} and the like */
    static DeliveredLines ofCur(Path delivered, boolean isLegacy) {
        int column = isLegacy ? 0 : 1;
        String texts = TEXTS.stream()
                .map(names -> text(names.split(" ", -1)[column], names.split(" ", -1)[2]))
                .collect(Collectors.joining(", "));
        String numbers = NUMBERS.stream()
                .map(names -> number(names.split(" ", -1)[column], names.split(" ", -1)[2]))
                .collect(Collectors.joining(", "));
        String segment = isLegacy ? "tag" : "COALESCE(json_extract_string(tag, '$.user_customersegment'), '')";
        return new DeliveredLines(
                "SELECT *, " + AMORTISED + " AS amortised, " + segment
                        + " AS segment, CAST(start AS TIMESTAMP)::DATE AS day, CAST(finish AS TIMESTAMP)::DATE AS"
                        + " until FROM (SELECT "
                        + texts + ", " + numbers
                        + files(delivered) + ")",
                "type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage')",
                "type = 'Fee' AND reservation <> '' OR type = 'SavingsPlanUpfrontFee'");
    }

    /** FOCUS tells amortised costs itself. */
    static DeliveredLines ofFocus(Path delivered) {
        String texts = FOCUS_TEXTS.entrySet().stream()
                .map(names -> text(names.getKey(), names.getValue()))
                .collect(Collectors.joining(", "));
        return new DeliveredLines(
                "SELECT " + texts + ", " + number("BilledCost", "cost") + ", " + number("EffectiveCost", "amortised")
                        + ", "
                        + number("ConsumedQuantity", "amount")
                        + ", CAST(\"ChargePeriodStart\" AS TIMESTAMP)::DATE AS day, CAST(\"ChargePeriodEnd\" AS"
                        + " TIMESTAMP)::DATE AS until" + files(delivered),
                "category = 'Usage'",
                "category = 'Purchase' AND frequency = 'One-Time' AND commitment <> ''");
    }

    private static String files(Path delivered) {
        return ", regexp_extract(filename, '(20..-..).csv', 1) AS month FROM read_csv('" + delivered
                + "/*.csv', header=true, all_varchar=true, filename=true)";
    }

    private static String text(String header, String name) {
        return "COALESCE(\"" + header + "\", '') AS " + name;
    }

    private static String number(String header, String name) {
        return "CAST(COALESCE(NULLIF(\"" + header + "\", ''), '0') AS DECIMAL(24, 10)) AS " + name;
    }

    List<List<String>> ask(String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("WITH lines AS (" + lines + ") " + sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(plain(value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Numbers without the zeros at their ends. */
    static String plain(String value) {
        return value.matches("-?\\d+\\.\\d+")
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }
}
