package dev.lamplighter.sandbox.cur;

import java.math.BigDecimal;

/** Computes with amounts as longs of ten decimals: 1.0 is {@link #ONE}. Exact, and quick enough for every cell of every line. */
final class FixedPointDecimals {
    static final int SCALE = 10;
    static final long ONE = 10_000_000_000L;

    /** Zero as every other sum is written: with ten decimals. */
    static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(SCALE);

    private static final long HALF_OF_ONE = 100_000L;

    private FixedPointDecimals() {}

    /** {@link ArithmeticException} when the text has more than ten decimals or is too big. */
    static long of(String text) {
        return new BigDecimal(text).setScale(SCALE).unscaledValue().longValueExact();
    }

    static BigDecimal toBigDecimal(long amount) {
        return BigDecimal.valueOf(amount, SCALE);
    }

    /** a x b, rounded half up in magnitude; {@link ArithmeticException} when it does not fit. */
    static long multiply(long a, long b) {
        long left = Math.abs(a);
        long right = Math.abs(b);
        long whole = Math.multiplyExact(left / ONE, right);
        long cross = Math.multiplyExact(left % ONE, right / ONE);
        long product = Math.addExact(Math.addExact(whole, cross), multiplyFractions(left % ONE, right % ONE));
        return (a < 0) == (b < 0) ? product : -product;
    }

    /** Both below one: their product has 20 digits, one more than a long, so the left one is taken in two halves. */
    private static long multiplyFractions(long left, long right) {
        long high = left / HALF_OF_ONE * right;
        long low = left % HALF_OF_ONE * right;
        return (high + (low + ONE / 2) / HALF_OF_ONE) / HALF_OF_ONE;
    }
}
