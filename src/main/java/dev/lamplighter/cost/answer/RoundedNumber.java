package dev.lamplighter.cost.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes numbers for people: rounded half up, with thousands separators. A number that isn't zero is never written as zero.
 */
public final class RoundedNumber {
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    /** The most digits of a text that is treated as a number: more than any sum of costs has. */
    private static final int MOST_DIGITS = 60;

    private RoundedNumber() {}

    /** Parses a number as SQL writes it; empty for {@code NaN}, {@code Infinity} and other text. */
    static Optional<BigDecimal> parse(String text) {
        if (text.length() > MOST_DIGITS || !text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    /** With two decimals, as in {@code 1,234.50}; {@code <0.01} for less than half a cent. */
    public static String amount(BigDecimal number) {
        return rounded(number, CENT);
    }

    /** With one decimal, as in {@code 70.5 %}. */
    public static String percent(BigDecimal number) {
        return rounded(number, TENTH) + " %";
    }

    private static String rounded(BigDecimal number, BigDecimal unit) {
        BigDecimal rounded = number.setScale(unit.scale(), RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && number.signum() != 0) {
            return number.signum() > 0 ? "<" + unit : ">-" + unit;
        }
        return String.format(Locale.ROOT, "%,." + unit.scale() + "f", rounded);
    }
}
