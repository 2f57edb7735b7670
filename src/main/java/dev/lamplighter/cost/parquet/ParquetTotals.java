package dev.lamplighter.cost.parquet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What written files hold, read back from their bytes; made to be compared with a {@link ConversionSummary}.
 *
 * @param rows by the footers
 * @param totals exact sum of every decimal column, in column order, by column name
 */
public record ParquetTotals(long rows, Map<String, BigDecimal> totals) {
    public ParquetTotals {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
    }

    /**
     * Reads the footer and the decimal columns of every object by ranges, pinned, one column of a row group at a
     * time, with nothing on disk.
     * Only files that a {@link ReportConversion} wrote are understood.
     *
     * @throws ProblemException COST-019 when a file is missing, is not what was written or does not match its checksums
     */
    public static ParquetTotals read(ObjectStore store, List<String> keys) throws IOException {
        long rows = 0;
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        for (String key : keys) {
            StoredObject pinned = store.head(key)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            "COST-019",
                            store.uri(key),
                            "no object",
                            "it was written before",
                            "convert the version again")));
            ParquetTotals file = new ParquetFileTotals(store, pinned).read();
            rows += file.rows();
            file.totals().forEach((column, sum) -> totals.merge(column, sum, BigDecimal::add));
        }
        return new ParquetTotals(rows, totals);
    }
}
