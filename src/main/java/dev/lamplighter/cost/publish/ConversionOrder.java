package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.CostReportManifest;
import java.util.List;

/**
 * What {@code cur:convert} is to convert, and where to.
 *
 * @param folder of the table, a key of the target that ends in a slash: the version gets its own below its month's
 * @param columns of a table over text that is there already, in order; empty for a new one and for Parquet
 */
public record ConversionOrder(CostReportManifest manifest, String folder, List<String> columns) {
    public ConversionOrder {
        columns = List.copyOf(columns);
    }

    /** As a log step shows it. */
    @Override
    public String toString() {
        return manifest.reportName() + " " + manifest.billingPeriod().month() + " assembly " + manifest.assemblyId()
                + " to " + folder;
    }
}
