package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Strips the header lines of CSV reports for tables over text. */
public interface CsvHeaderStripper {
    /**
     * Strips all of a version or nothing; the folder is the same as {@link ReportConversion#convert}'s.
     *
     * @param existing names of the columns that the table over the text has, in order; empty when it is new
     * @throws dev.lamplighter.base.ProblemException COST-004 for Parquet, COST-021 for a line break in a field, otherwise as a
     *     conversion
     */
    ConversionSummary strip(
            CostReportManifest manifest,
            ObjectStore source,
            ObjectStore target,
            String targetPrefix,
            List<String> existing)
            throws IOException;
}
