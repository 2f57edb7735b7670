package dev.lamplighter.cost.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Locale;

/** Turns amounts into lengths, with zero where both signs have room. */
final class Scale {
    private final BigDecimal negative;
    private final BigDecimal range;
    private final double length;

    /** @param length of the largest and the smallest amount together */
    Scale(Collection<BigDecimal> amounts, double length) {
        negative = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::min).negate();
        range = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max).add(negative);
        this.length = length;
    }

    /** The length of an amount, whatever its sign. */
    double length(BigDecimal amount) {
        return range.signum() == 0
                ? 0
                : amount.abs().divide(range, MathContext.DECIMAL64).doubleValue() * length;
    }

    /** Where zero is, from the end of the smallest amount. */
    double zero() {
        return length(negative);
    }

    static String percent(double length) {
        return number(length) + "%";
    }

    static String number(double length) {
        return String.format(Locale.ROOT, "%.2f", length);
    }
}
