package dev.lamplighter.cost.publish;

import dev.lamplighter.cost.parquet.ConversionSummary;
import java.util.Map;

/**
 * Names the files that {@code cur:convert} wrote and {@code cur:verify} reads back.
 *
 * @param folder of the version, a key of the target that ends in a slash; it holds these files and nothing else
 * @param filled how many values each column has that is no number; empty when they were not counted
 */
public record ConvertedParquetFiles(ConversionSummary summary, String folder, Map<String, Long> filled) {
    public ConvertedParquetFiles {
        filled = Map.copyOf(filled);
    }

    /** Makes it without counted values. */
    public ConvertedParquetFiles(ConversionSummary summary, String folder) {
        this(summary, folder, Map.of());
    }

    /** The text that a log step shows. */
    @Override
    public String toString() {
        return folder + ", " + summary.rows() + " rows in " + summary.outputs().size() + " files";
    }
}
