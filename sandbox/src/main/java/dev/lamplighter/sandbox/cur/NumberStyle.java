package dev.lamplighter.sandbox.cur;

import static dev.lamplighter.sandbox.cur.FixedPointDecimals.ONE;

import java.nio.charset.StandardCharsets;

/** Says how an amount of {@link FixedPointDecimals} is written. */
enum NumberStyle {
    /** {@code 0.0000004000}. */
    TEN_DECIMALS {
        @Override
        void writeMagnitude(long amount, RowByteBuffer out) {
            out.appendDigits(amount / ONE);
            out.append('.');
            out.appendDigits(amount % ONE, FixedPointDecimals.SCALE);
        }
    },
    /**
     * As {@code Double.toString}: {@code 0.02}, {@code 4.0E-7}, {@code 1.2E7}. An amount of up to 15 digits is its own
     * shortest double, so its digits are written as they are.
     */
    JAVA_DOUBLE {
        @Override
        void writeMagnitude(long amount, RowByteBuffer out) {
            if (amount != 0 && (amount < PLAIN_FROM || amount >= PLAIN_BELOW)) {
                writeScientific(amount, out);
            } else {
                out.appendDigits(amount / ONE);
                out.append('.');
                writeFraction(amount % ONE, FixedPointDecimals.SCALE, out);
            }
        }
    };

    /** Double.toString writes 10^-3 <= d < 10^7 without an exponent. */
    private static final long PLAIN_FROM = ONE / 1000;

    private static final long PLAIN_BELOW = ONE * 10_000_000;

    abstract void writeMagnitude(long amount, RowByteBuffer out);

    final void write(long amount, RowByteBuffer out) {
        if (amount < 0) {
            out.append('-');
        }
        writeMagnitude(Math.abs(amount), out);
    }

    final String text(long amount) {
        RowByteBuffer out = new RowByteBuffer();
        write(amount, out);
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }

    private static void writeScientific(long amount, RowByteBuffer out) {
        int digits = RowByteBuffer.digits(amount);
        long leading = 1;
        for (int i = 1; i < digits; i++) {
            leading *= 10;
        }
        out.appendDigits(amount / leading);
        out.append('.');
        writeFraction(amount % leading, digits - 1, out);
        out.append('E');
        int exponent = digits - 1 - FixedPointDecimals.SCALE;
        if (exponent < 0) {
            out.append('-');
        }
        out.appendDigits(Math.abs(exponent));
    }

    /** {@code width} digits without trailing zeros, but one at least. */
    private static void writeFraction(long fraction, int width, RowByteBuffer out) {
        long digits = fraction;
        int count = width;
        while (count > 1 && digits % 10 == 0) {
            digits /= 10;
            count--;
        }
        out.appendDigits(digits, Math.max(count, 1));
    }
}
