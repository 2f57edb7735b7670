package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ParquetSchema;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.CostReportManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.MessageType;

/** Makes the Parquet objects of one version: those of each report file. */
final class VersionWriter {
    private final List<ReportFileParquetWriter> files = new ArrayList<>();

    VersionWriter(
            VersionFolder folder, CostReportManifest manifest, ReportTableSchema schema, ConversionLimits limits) {
        MessageType message = ParquetSchema.of(schema.columns());
        Map<String, String> metadata = ParquetSchema.metadata(manifest, schema.columns());
        for (int file = 1; file <= manifest.reportKeys().size(); file++) {
            String name = String.format(Locale.ROOT, "%s-%05d", manifest.reportName(), file);
            files.add(new ReportFileParquetWriter(folder, name, message, metadata, limits.rowGroupsPerObject()));
        }
    }

    /** The objects of one of the manifest's files, counted from 0. */
    ReportFileParquetWriter file(int index) {
        return files.get(index);
    }

    /** The keys, in the order of the rows. */
    List<String> outputs() {
        return files.stream().flatMap(file -> file.keys().stream()).toList();
    }
}
