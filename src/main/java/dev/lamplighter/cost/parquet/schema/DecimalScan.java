package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.code.CostProblemCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Parses one number from left to right: {@code [+-] digits [. digits] [e [+-] digits]}, with a digit before the e. */
final class DecimalScan {
    private static final int MAX_CHARACTERS = 64;
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_EXPONENT = 99;
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private final byte[] text;
    private final int from;
    private final int end;
    private int at;

    DecimalScan(byte[] text, int from, int length) {
        this.text = text;
        this.from = from;
        this.at = from;
        this.end = from + length;
    }

    /** Stores the number in its form, or throws why it can't. */
    void storeIn(DecimalEncoder form) throws BadValueException {
        if (end - from > MAX_CHARACTERS) {
            throw new BadValueException(
                    CostProblemCode.BAD_NUMBER,
                    "not a number",
                    "it has " + (end - from) + " characters, allowed are 64");
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
            if (storeShort(form, negative ? -digits : digits, DecimalEncoder.SCALE - fraction + exponent)) {
                return;
            }
        }
        storeLong(form);
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

    /** Stores digits * 10^shift if long arithmetic is enough; otherwise returns false. */
    private boolean storeShort(DecimalEncoder form, long digits, int shift) {
        if (digits == 0) {
            form.store(0);
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
        form.store(low);
        return true;
    }

    private void storeLong(DecimalEncoder form) throws BadValueException {
        BigDecimal value = new BigDecimal(new String(text, from, end - from, StandardCharsets.US_ASCII));
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > DecimalEncoder.SCALE) {
            throw new BadValueException(
                    CostProblemCode.BAD_NUMBER,
                    "a number with more than " + DecimalEncoder.SCALE + " decimals",
                    "the table keeps " + DecimalEncoder.SCALE,
                    "set cost.number-type=double, which keeps all of them, and restart: costs remake --table with"
                            + " another name then makes all months again in that table, and switches to it");
        }
        BigInteger unscaled = value.setScale(DecimalEncoder.SCALE).unscaledValue();
        if (new BigDecimal(unscaled).precision() > DecimalEncoder.PRECISION) {
            throw outOfRange();
        }
        form.store(unscaled);
    }

    private BadValueException outOfRange() {
        return new BadValueException(
                CostProblemCode.BAD_NUMBER,
                "a number out of range",
                "the table keeps " + (DecimalEncoder.PRECISION - DecimalEncoder.SCALE) + " digits before the point and "
                        + DecimalEncoder.SCALE + " behind it");
    }

    private BadValueException unexpected() {
        String place = at < end ? "at character " + (at - from + 1) + " of " + (end - from) : "at its end";
        return BadValueException.unread(
                CostProblemCode.BAD_NUMBER, "not a number", "it stops being a number " + place, text, from, end - from);
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
