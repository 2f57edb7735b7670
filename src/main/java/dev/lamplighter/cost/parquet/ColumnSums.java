package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import java.math.BigDecimal;

/** Adds up the numbers of a column of a row group, exactly. */
sealed interface ColumnSums permits DecimalSums, DoubleSums {
    /**
     * Adds a value to one of the sums as many times as there are rows.
     *
     * @param value see {@link ColumnBuffer#runs()}
     */
    void add(int sum, int value, long rows);

    BigDecimal sum(int sum);

    /** Makes sums that are all zero, for the present values of the column. */
    static ColumnSums of(ColumnBuffer column, int sums) {
        return column.type() == ColumnType.DOUBLE ? new DoubleSums(column, sums) : new DecimalSums(column, sums);
    }
}
