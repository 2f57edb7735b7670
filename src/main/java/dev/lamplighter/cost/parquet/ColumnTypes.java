package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.ReportColumn;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which type a column of a report has: what its manifest says, or, where that says nothing we know (manifests of 2018
 * have no types), what AWS's later manifests say of the column with that name. AWS's own choice: amounts and costs are
 * numbers, rates and reservation units are text.
 */
final class ColumnTypes {
    private static final Map<String, Set<String>> NUMBERS = Map.of(
            "lineItem",
                    Set.of(
                            "UsageAmount",
                            "UnblendedCost",
                            "BlendedCost",
                            "NormalizationFactor",
                            "NormalizedUsageAmount"),
            "pricing", Set.of("publicOnDemandCost"),
            "reservation",
                    Set.of(
                            "AmortizedUpfrontCostForUsage",
                            "AmortizedUpfrontFeeForBillingPeriod",
                            "EffectiveCost",
                            "RecurringFeeForUsage",
                            "UnusedAmortizedUpfrontFeeForBillingPeriod",
                            "UnusedNormalizedUnitQuantity",
                            "UnusedQuantity",
                            "UnusedRecurringFee",
                            "UpfrontValue"),
            "savingsPlan",
                    Set.of(
                            "TotalCommitmentToDate",
                            "SavingsPlanRate",
                            "UsedCommitment",
                            "SavingsPlanEffectiveCost",
                            "AmortizedUpfrontCommitmentForBillingPeriod",
                            "RecurringCommitmentForBillingPeriod"));

    private ColumnTypes() {}

    static ColumnType of(ReportColumn column) {
        return switch (spoken(column.type())) {
            case "bigdecimal", "decimal", "double" -> ColumnType.DECIMAL;
            case "datetime", "timestamp" -> ColumnType.TIMESTAMP;
            case "string", "interval" -> ColumnType.STRING;
            default -> byName(column.category(), column.name());
        };
    }

    /** AWS writes {@code OptionalBigDecimal} and, where a report is delivered as Parquet, {@code STRING}. */
    private static String spoken(@Nullable String type) {
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT).replaceFirst("^optional_?", "");
    }

    private static ColumnType byName(String category, String name) {
        if ((category.equals("bill") || category.equals("lineItem")) && name.endsWith("Date")) {
            return ColumnType.TIMESTAMP;
        }
        String gross = name.startsWith("Net") ? name.substring(3) : name;
        return NUMBERS.getOrDefault(category, Set.of()).contains(gross) ? ColumnType.DECIMAL : ColumnType.STRING;
    }
}
