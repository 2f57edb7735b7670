package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;

/** One version of one month of one report, from its files to Parquet. */
public final class ReportConversion {
    public ReportConversion(InstantSource clock, ConversionProgress progress) {}

    /**
     * Converts all of a version or nothing.
     *
     * @param targetPrefix empty or ending in {@code /}; objects are written under
     *     {@code <targetPrefix>billing_period=YYYY-MM/<assemblyId>/}
     * @throws dev.lamplighter.base.ProblemException when the report can't be converted
     * @throws dev.lamplighter.cost.report.ObjectChangedException when a file changed meanwhile: begin again from the manifest
     * @throws IOException when a store failed
     */
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        throw new UnsupportedOperationException(manifest.reportName());
    }
}
