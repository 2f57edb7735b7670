package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What publishing needs of conversion. Bad input is a {@code ProblemException}; any other failure may pass by itself. */
public interface ReportConverter {
    CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException;

    /** Writes Parquet files under {@code targetPrefix + billing_period=YYYY-MM/<assemblyId>/}. */
    ConversionSummary convert(CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException;

    /** Reads what was written, every row of it. */
    ReadBack readBack(ObjectStore target, List<String> keys) throws IOException;

    /** Rows of Parquet files and the exact sum of each decimal column. */
    record ReadBack(long rows, Map<String, BigDecimal> totals) {}
}
