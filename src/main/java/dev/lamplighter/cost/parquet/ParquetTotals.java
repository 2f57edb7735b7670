package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What written files hold, read back from their bytes.
 *
 * @param rows by the footers
 * @param totals exact sum of every decimal column, in column order, by column name
 */
public record ParquetTotals(long rows, Map<String, BigDecimal> totals) {
    public ParquetTotals {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
    }

    /** Reads every one of {@code keys}, page by page. */
    public static ParquetTotals read(ObjectStore store, List<String> keys) throws IOException {
        if (keys.isEmpty()) {
            return new ParquetTotals(0, Map.of());
        }
        throw new UnsupportedOperationException(store.uri(keys.get(0)));
    }
}
