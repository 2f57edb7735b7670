package dev.lamplighter.cost.parquet.read;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the content of written files, read back from their bytes, to be compared with what a conversion says it wrote.
 *
 * @param rows by the footers
 * @param totals exact sum of every number column, in column order, by column name
 * @param filled number of values by column, if the files were read whole; else empty
 */
public record ParquetTotals(long rows, Map<String, BigDecimal> totals, Map<String, Long> filled) {
    public ParquetTotals {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
        filled = Collections.unmodifiableMap(new LinkedHashMap<>(filled));
    }

    public ParquetTotals(long rows, Map<String, BigDecimal> totals) {
        this(rows, totals, Map.of());
    }

    /**
     * Reads the footer and the number columns of every object by ranges, pinned, page by page, with nothing on disk; files
     * of this project and of AWS.
     *
     * @throws ProblemException COST-019 when a file is missing, is not what was written or does not match its checksums
     */
    public static ParquetTotals read(ObjectStore store, List<String> keys) throws IOException {
        return read(store, keys, false);
    }

    /** The same, and also every value of every other column, to make sure that all of it can be read. */
    public static ParquetTotals readWhole(ObjectStore store, List<String> keys) throws IOException {
        return read(store, keys, true);
    }

    private static ParquetTotals read(ObjectStore store, List<String> keys, boolean whole) throws IOException {
        long rows = 0;
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        Map<String, Long> filled = new LinkedHashMap<>();
        for (String key : keys) {
            StoredObject pinned = store.head(key)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            CostProblemCode.PARQUET_UNREADABLE,
                            store.uri(key),
                            "no object",
                            "it was written before",
                            "convert the version again")));
            ParquetReportFile file = new ParquetReportFile(store, pinned);
            rows += file.rows();
            file.totals().forEach((column, sum) -> totals.merge(column, sum, BigDecimal::add));
            if (whole) {
                file.readWhole().forEach((column, values) -> filled.merge(column, values, Long::sum));
            }
        }
        return new ParquetTotals(rows, totals, filled);
    }
}
