package dev.lamplighter.cost.parquet;

import dev.lamplighter.cost.parquet.encode.ColumnBuffer;
import dev.lamplighter.cost.parquet.schema.DecimalEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;

/**
 * Adds up decimals as numbers of 128 bits, which is exact for the rows of a row group: 24 digits take 80 bits and the sign
 * one, which leaves 47 for the number of rows.
 */
final class DecimalSums implements ColumnSums {
    private static final VarHandle LOW_EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HIGH_BYTES = DecimalEncoder.BYTES - Long.BYTES;

    private final ColumnBuffer column;
    private final long[] high;
    private final long[] low;

    DecimalSums(ColumnBuffer column, int sums) {
        this.column = column;
        high = new long[sums];
        low = new long[sums];
    }

    @Override
    public void add(int sum, int value, long rows) {
        byte[] bytes = column.bytes();
        int from = column.start(value);
        long valueHigh = bytes[from];
        for (int i = 1; i < HIGH_BYTES; i++) {
            valueHigh = valueHigh << Byte.SIZE | (bytes[from + i] & 0xff);
        }
        long valueLow = (long) LOW_EIGHT.get(bytes, from + HIGH_BYTES);
        long productLow = valueLow * rows;
        long unsignedHigh = Math.multiplyHigh(valueLow, rows) + (valueLow < 0 ? rows : 0);
        low[sum] += productLow;
        long carry = Long.compareUnsigned(low[sum], productLow) < 0 ? 1 : 0;
        high[sum] += valueHigh * rows + unsignedHigh + carry;
    }

    @Override
    public BigDecimal sum(int sum) {
        BigInteger unsignedLow = BigInteger.valueOf(low[sum] >>> 1).shiftLeft(1).or(BigInteger.valueOf(low[sum] & 1));
        return new BigDecimal(
                BigInteger.valueOf(high[sum]).shiftLeft(Long.SIZE).add(unsignedLow), DecimalEncoder.SCALE);
    }
}
