package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.util.List;

/**
 * Converts reports for publishing. Bad input is a {@code ProblemException}; after any other failure another try may succeed.
 */
public interface ReportConverter {
    CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException;

    /** Writes Parquet files under {@code targetPrefix + billing_period=YYYY-MM/<assemblyId>/}. */
    ConversionSummary convert(CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException;

    /** Reads the number columns of written files, every row. */
    ParquetTotals readBack(ObjectStore target, List<String> keys) throws IOException;

    /** Reads all columns of written files, every value. */
    default ParquetTotals readWhole(ObjectStore target, List<String> keys) throws IOException {
        return readBack(target, keys);
    }
}
