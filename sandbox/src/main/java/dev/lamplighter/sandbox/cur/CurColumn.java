package dev.lamplighter.sandbox.cur;

import java.util.Locale;
import java.util.Set;

/** Names one column of a report: {@code lineItem} / {@code UnblendedCost}. */
record CurColumn(String category, String name) {
    private static final Set<String> AMOUNTS =
            Set.of("UsageAmount", "UnblendedCost", "BlendedCost", "publicOnDemandCost");
    private static final Set<String> OPTIONAL_AMOUNTS = Set.of(
            "NormalizationFactor",
            "NormalizedUsageAmount",
            "AmortizedUpfrontCostForUsage",
            "AmortizedUpfrontFeeForBillingPeriod",
            "EffectiveCost",
            "RecurringFeeForUsage",
            "UnusedAmortizedUpfrontFeeForBillingPeriod",
            "UnusedNormalizedUnitQuantity",
            "UnusedQuantity",
            "UnusedRecurringFee",
            "UpfrontValue",
            "TotalCommitmentToDate",
            "SavingsPlanRate",
            "UsedCommitment",
            "SavingsPlanEffectiveCost",
            "AmortizedUpfrontCommitmentForBillingPeriod",
            "RecurringCommitmentForBillingPeriod");
    private static final Set<String> OPTIONAL_STRINGS = Set.of("StartTime", "EndTime", "ModificationStatus");

    static CurColumn of(String header) {
        int slash = header.indexOf('/');
        return new CurColumn(header.substring(0, slash), header.substring(slash + 1));
    }

    String header() {
        return category + "/" + name;
    }

    /** As a typed manifest gives it. Rates and the counts of reserved units are strings there. */
    String manifestType() {
        if (name.equals("TimeInterval")) {
            return "Interval";
        }
        if ((category.equals("bill") || category.equals("lineItem")) && name.endsWith("Date")) {
            return "DateTime";
        }
        if (AMOUNTS.contains(name)) {
            return "BigDecimal";
        }
        if (OPTIONAL_AMOUNTS.contains(name)) {
            return "OptionalBigDecimal";
        }
        return category.equals("reservation") && OPTIONAL_STRINGS.contains(name) ? "OptionalString" : "String";
    }

    boolean isDecimal() {
        return AMOUNTS.contains(name) || OPTIONAL_AMOUNTS.contains(name);
    }

    /** The table's name of a decimal column; other columns need more rules than this. */
    String tableName() {
        return (category + "_" + name).replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
