package dev.lamplighter.cost.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Locale;

/** Converts amounts to lengths, with zero placed so that both signs have room. */
final class Scale {
    private final BigDecimal negative;
    private final BigDecimal range;
    private final double length;

    /**
     * Makes a scale.
     *
     * @param length the length of the largest and the smallest amount together
     */
    Scale(Collection<BigDecimal> amounts, double length) {
        negative = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::min).negate();
        range = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max).add(negative);
        this.length = length;
    }

    /** The length of an amount; its sign doesn't matter. */
    double length(BigDecimal amount) {
        return range.signum() == 0
                ? 0
                : amount.abs().divide(range, MathContext.DECIMAL64).doubleValue() * length;
    }

    /** The distance of zero from the end of the smallest amount. */
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
