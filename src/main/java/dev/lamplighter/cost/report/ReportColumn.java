package dev.lamplighter.cost.report;

import org.jspecify.annotations.Nullable;

/**
 * Describes one column of a manifest.
 *
 * @param category for example {@code lineItem}; empty in data exports, whose columns have none
 * @param name for example {@code UnblendedCost}; in exports {@code line_item_unblended_cost} or {@code BilledCost}
 * @param type {@code String}, {@code BigDecimal}, ...; null in manifests of 2018, which carry none
 */
public record ReportColumn(
        String category, String name, @Nullable String type) {
    /** The name in the CSV header: {@code lineItem/UnblendedCost}. */
    public String header() {
        return isExported() ? name : category + "/" + name;
    }

    /** Whether it is a column of a data export, CUR 2.0 or FOCUS. */
    public boolean isExported() {
        return category.isEmpty();
    }
}
