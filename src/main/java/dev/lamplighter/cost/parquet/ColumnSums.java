package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.math.BigDecimal;

/** Exact sums of the numbers of a column of a row group. */
sealed interface ColumnSums permits DecimalSums, DoubleSums {
    /**
     * Adds a value to one of the sums as many times as there are rows.
     *
     * @param value see {@link ColumnBuffer#runs()}
     */
    void add(int sum, int value, long rows);

    BigDecimal sum(int sum);

    /** All zero; they hold for what the column holds now. */
    static ColumnSums of(ColumnBuffer column, int sums) {
        return column.type() == ColumnType.DOUBLE ? new DoubleSums(column, sums) : new DecimalSums(column, sums);
    }
}
