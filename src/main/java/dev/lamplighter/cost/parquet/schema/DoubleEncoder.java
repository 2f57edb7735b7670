package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.LittleEndian;
import dev.lamplighter.base.code.CostProblemCode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Stores numbers as DOUBLE, 8 bytes little-endian: the double that the text names. AWS computes costs as doubles and prints
 * them with at most 17 digits, so nothing of a number is lost; one with more digits than a double can represent is refused.
 * An absent number is 0, as AWS writes it.
 */
public final class DoubleEncoder implements ValueEncoder {
    static final int BYTES = Double.BYTES;

    /** Different decimals with up to this many digits are different doubles. */
    private static final int SAFE_DIGITS = 15;
    /** Enough digits for any double. */
    private static final int MOST_DIGITS = 17;

    private static final int MAX_CHARACTERS = 64;

    private final byte[] bytes = new byte[BYTES];

    /** The value of a stored form. */
    public static double value(byte[] bytes, int from) {
        return Double.longBitsToDouble(LittleEndian.get(bytes, from));
    }

    /**
     * The shortest decimal of 15 to 17 digits that stands for a finite double; this is the printed text if that had 15
     * digits or fewer.
     */
    public static BigDecimal decimal(double value) {
        BigDecimal printed = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (printed.precision() <= SAFE_DIGITS) {
            return printed;
        }
        BigDecimal binary = new BigDecimal(value);
        BigDecimal decimal = binary;
        for (int digits = MOST_DIGITS; digits >= SAFE_DIGITS; digits--) {
            BigDecimal shorter = binary.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() == value) {
                decimal = shorter;
            }
        }
        return decimal.stripTrailingZeros();
    }

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        store(length == 0 ? 0 : parse(text, from, length));
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
        return Double.compare(value(bytes, from), value(bytes, other));
    }

    private static double parse(byte[] text, int from, int length) throws BadValueException {
        if (length > MAX_CHARACTERS) {
            throw bad("not a number", "it has " + length + " characters, allowed are " + MAX_CHARACTERS);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(new String(text, from, length, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            throw BadValueException.unread(
                    CostProblemCode.BAD_NUMBER,
                    "not a number",
                    "allowed are digits with a sign, a point and an exponent",
                    text,
                    from,
                    length);
        }
        double value = number.doubleValue();
        if (Double.isInfinite(value) || (value == 0 && number.signum() != 0)) {
            throw bad("a number out of range", "no double is so large or so small");
        }
        if (number.stripTrailingZeros().precision() > MOST_DIGITS
                && decimal(value).compareTo(number) != 0) {
            throw bad("a number with more than " + MOST_DIGITS + " digits", "a double keeps no more");
        }
        return value;
    }

    private void store(double value) {
        LittleEndian.set(bytes, 0, Double.doubleToLongBits(value + 0.0)); // -0.0 becomes 0.0
    }

    private static BadValueException bad(String what, String why) {
        return new BadValueException(CostProblemCode.BAD_NUMBER, what, why);
    }
}
