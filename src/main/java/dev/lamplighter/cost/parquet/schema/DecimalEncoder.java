package dev.lamplighter.cost.parquet.schema;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Stores numbers as DECIMAL({@value #PRECISION},{@value #SCALE}): a big-endian two's complement number of {@value #BYTES}
 * bytes, the value times 10^{@value #SCALE}. A number is stored exactly or refused; an absent number is stored as 0, as AWS
 * does it.
 *
 * <p>Numbers come as {@code 0.0000004000} (2018) or as Java prints a double, {@code 1.81E-8}.
 */
public final class DecimalEncoder implements ValueEncoder {
    public static final int PRECISION = 24;
    public static final int SCALE = 10;
    /** The fewest bytes that hold 24 digits. */
    public static final int BYTES = 11;

    private final byte[] bytes = new byte[BYTES];

    /** The value of {@link #bytes()}: the number times 10^{@value #SCALE}. */
    static BigInteger unscaled(byte[] bytes, int from) {
        return new BigInteger(bytes, from, BYTES);
    }

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        if (length == 0) {
            Arrays.fill(bytes, (byte) 0);
        } else {
            new DecimalScan(text, from, length).storeIn(this);
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int fixedLength() {
        return BYTES;
    }

    @Override
    public int compare(byte[] bytes, int from, int length, int other, int otherLength) {
        int high = Byte.compare(bytes[from], bytes[other]);
        return high != 0
                ? high
                : Arrays.compareUnsigned(bytes, from + 1, from + BYTES, bytes, other + 1, other + BYTES);
    }

    void store(long unscaled) {
        long rest = unscaled;
        for (int i = BYTES - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>= 8;
        }
    }

    void store(BigInteger unscaled) {
        byte[] shortest = unscaled.toByteArray();
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, BYTES - shortest.length, shortest.length);
    }
}
