package dev.lamplighter.cost.parquet.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * DECIMAL({@value #PRECISION},{@value #SCALE}): a big-endian two's complement number of {@value #BYTES} bytes, the value
 * times 10^{@value #SCALE}. Exact or refused; an absent number is 0, as AWS writes it.
 *
 * <p>Numbers come as {@code 0.0000004000} (2018) or as Java prints a double, {@code 1.81E-8}.
 */
public final class DecimalForm implements ValueForm {
    public static final int PRECISION = 24;
    public static final int SCALE = 10;
    /** Fewest bytes that hold 24 digits. */
    public static final int BYTES = 11;

    private static final int MAX_CHARACTERS = 64;
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_EXPONENT = 99;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final byte[] bytes = new byte[BYTES];

    /** What {@link #bytes()} stands for: the number times 10^{@value #SCALE}. */
    static BigInteger unscaled(byte[] bytes, int from) {
        return new BigInteger(bytes, from, BYTES);
    }

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        if (length == 0) {
            Arrays.fill(bytes, (byte) 0);
        } else {
            new Scan(text, from, length).run();
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

    private void store(long unscaled) {
        long rest = unscaled;
        for (int i = BYTES - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>= 8;
        }
    }

    private void store(BigInteger unscaled) {
        byte[] shortest = unscaled.toByteArray();
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(shortest, 0, bytes, BYTES - shortest.length, shortest.length);
    }

    /** One number from left to right: {@code [+-] digits [. digits] [e [+-] digits]}, with a digit before the e. */
    private final class Scan {
        private final byte[] text;
        private final int from;
        private final int end;
        private int at;

        Scan(byte[] text, int from, int length) {
            this.text = text;
            this.from = from;
            this.at = from;
            this.end = from + length;
        }

        void run() throws BadValueException {
            if (end - from > MAX_CHARACTERS) {
                throw new BadValueException(
                        "COST-016", "not a number", "it has " + (end - from) + " characters, allowed are 64");
            }
            boolean negative = skipSign();
            int firstDigit = at;
            long digits = 0;
            int whole = countDigits();
            int fraction = 0;
            if (at < end && text[at] == '.') {
                at++;
                fraction = countDigits();
            }
            if (whole + fraction == 0) {
                throw unexpected();
            }
            int mantissaEnd = at;
            int exponent = exponent();
            if (whole + fraction <= MAX_LONG_DIGITS) {
                for (int i = firstDigit; i < mantissaEnd; i++) {
                    digits = text[i] == '.' ? digits : 10 * digits + (text[i] - '0');
                }
                if (storeShort(negative ? -digits : digits, SCALE - fraction + exponent)) {
                    return;
                }
            }
            storeLong();
        }

        private boolean skipSign() {
            boolean negative = text[at] == '-';
            if (negative || text[at] == '+') {
                at++;
            }
            return negative;
        }

        private int countDigits() {
            int first = at;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                at++;
            }
            return at - first;
        }

        private int exponent() throws BadValueException {
            if (at == end) {
                return 0;
            }
            if (text[at] != 'e' && text[at] != 'E') {
                throw unexpected();
            }
            at++;
            if (at == end) {
                throw unexpected();
            }
            boolean negative = skipSign();
            int first = at;
            int exponent = 0;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                exponent = Math.min(MAX_EXPONENT + 1, 10 * exponent + (text[at] - '0'));
                at++;
            }
            if (at == first || at < end) {
                throw unexpected();
            }
            if (exponent > MAX_EXPONENT) {
                throw outOfRange();
            }
            return negative ? -exponent : exponent;
        }

        /** Stores digits * 10^shift when long arithmetic is enough for it; false when it is not. */
        private boolean storeShort(long digits, int shift) {
            if (digits == 0) {
                store(0);
                return true;
            }
            if (shift < 0 || shift >= POWERS_OF_TEN.length) {
                return false;
            }
            long high = Math.multiplyHigh(digits, POWERS_OF_TEN[shift]);
            long low = digits * POWERS_OF_TEN[shift];
            if (high != low >> 63) {
                return false;
            }
            store(low);
            return true;
        }

        private void storeLong() throws BadValueException {
            BigDecimal value = new BigDecimal(new String(text, from, end - from, StandardCharsets.US_ASCII));
            if (value.signum() != 0 && value.stripTrailingZeros().scale() > SCALE) {
                throw new BadValueException(
                        "COST-016",
                        "a number with more than " + SCALE + " decimals",
                        "the table keeps " + SCALE + ", with cost.number-type=double any that a double has");
            }
            BigInteger unscaled = value.setScale(SCALE).unscaledValue();
            if (new BigDecimal(unscaled).precision() > PRECISION) {
                throw outOfRange();
            }
            store(unscaled);
        }

        private BadValueException outOfRange() {
            return new BadValueException(
                    "COST-016",
                    "a number out of range",
                    "the table keeps " + (PRECISION - SCALE) + " digits before the point and " + SCALE + " behind it");
        }

        private BadValueException unexpected() {
            String place = at < end ? "at character " + (at - from + 1) + " of " + (end - from) : "at its end";
            return new BadValueException("COST-016", "not a number", "it can't be read on " + place);
        }
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }
}
