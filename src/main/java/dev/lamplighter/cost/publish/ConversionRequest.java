package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.report.CostReportManifest;
import java.util.List;

/**
 * Holds the order for {@code cur:convert}: what to convert, and where to.
 *
 * @param folder of the table, a key of the target that ends in a slash: the version gets its own below its month's
 * @param columns of an existing table over text, in order; empty for a new one and for Parquet
 */
public record ConversionRequest(CostReportManifest manifest, String folder, List<String> columns) {
    public ConversionRequest {
        columns = List.copyOf(columns);
    }

    /** The text that a log step shows. */
    @Override
    public String toString() {
        return manifest.reportName() + " " + manifest.billingPeriod().month() + " assembly " + manifest.assemblyId()
                + " to " + folder;
    }
}
