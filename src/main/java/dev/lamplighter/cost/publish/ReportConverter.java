package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.util.List;

/** What publishing needs of conversion. Bad input is a {@code ProblemException}; any other failure may pass by itself. */
public interface ReportConverter {
    CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException;

    /** Writes Parquet files under {@code targetPrefix + billing_period=YYYY-MM/<assemblyId>/}. */
    ConversionSummary convert(CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException;

    /** Reads what was written, every row of its number columns. */
    ParquetTotals readBack(ObjectStore target, List<String> keys) throws IOException;

    /** Reads what was written, every value of every column. */
    default ParquetTotals readWhole(ObjectStore target, List<String> keys) throws IOException {
        return readBack(target, keys);
    }
}
