package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import dev.lamplighter.cost.parquet.schema.DoubleEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Adds up doubles by the {@linkplain DoubleEncoder#decimal shortest decimals} that name them; each distinct value is converted
 * once.
 */
final class DoubleSums implements ColumnSums {
    private final BigDecimal[] decimals;
    private final BigDecimal[] sums;

    DoubleSums(ColumnBuffer column, int sums) {
        decimals = new BigDecimal[column.distinct()];
        for (int value = 0; value < decimals.length; value++) {
            decimals[value] = DoubleEncoder.decimal(DoubleEncoder.value(column.bytes(), column.start(value)));
        }
        this.sums = new BigDecimal[sums];
        Arrays.fill(this.sums, new BigDecimal(BigInteger.ZERO, DecimalEncoder.SCALE));
    }

    @Override
    public void add(int sum, int value, long rows) {
        sums[sum] = sums[sum].add(decimals[value].multiply(BigDecimal.valueOf(rows)));
    }

    @Override
    public BigDecimal sum(int sum) {
        return sums[sum];
    }
}
