package dev.lamplighter.cost.report;

import org.jspecify.annotations.Nullable;

/**
 * One column of a manifest.
 *
 * @param category for example {@code lineItem}
 * @param name for example {@code UnblendedCost}
 * @param type {@code String}, {@code BigDecimal}, ...; null in manifests of 2018, which carry none
 */
public record ReportColumn(
        String category, String name, @Nullable String type) {
    /** As the CSV header writes it: {@code lineItem/UnblendedCost}. */
    public String header() {
        return category + "/" + name;
    }
}
