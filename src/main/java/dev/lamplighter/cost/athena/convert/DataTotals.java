package dev.lamplighter.cost.athena.convert;

import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the totals of a version, of its text or of its Parquet; they are equal when both have the same rows.
 *
 * @param checksum of whole rows, whatever their order
 * @param sums exact sum of each decimal column
 */
record DataTotals(long rows, String checksum, Map<String, BigDecimal> sums) {
    DataTotals {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    static DataTotals of(List<PublishedColumn> added, List<@Nullable String> answer) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (int i = 0; i < added.size(); i++) {
            String sum = answer.get(2 + i);
            sums.put(
                    added.get(i).name(),
                    sum == null
                            ? BigDecimal.valueOf(0, DecimalEncoder.SCALE)
                            : new BigDecimal(sum).setScale(DecimalEncoder.SCALE));
        }
        return new DataTotals(Long.parseLong(String.valueOf(answer.get(0))), String.valueOf(answer.get(1)), sums);
    }

    /** What is not equal, in words; empty when everything is. */
    String difference(DataTotals other) {
        if (rows != other.rows) {
            return other.rows + " rows instead of " + rows;
        }
        for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
            BigDecimal found = other.sums.get(sum.getKey());
            if (found == null || found.compareTo(sum.getValue()) != 0) {
                return sum.getKey() + " = " + found + " instead of " + sum.getValue();
            }
        }
        return checksum.equals(other.checksum) ? "" : "the same sums in other rows";
    }
}
