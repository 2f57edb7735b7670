package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Holds what one resource cost in one currency, beside the occurrences and in all.
 *
 * @param outside what was paid while no occurrence wanted it, by kind
 * @param machineCost of instance hours, occurrences or not
 * @param runningHours instance hours
 */
public record ResourceCost(
        String resource,
        String currency,
        Map<ChargePurpose, BigDecimal> outside,
        BigDecimal total,
        BigDecimal machineCost,
        BigDecimal runningHours) {
    public ResourceCost {
        outside = Map.copyOf(outside);
    }

    public BigDecimal outsideTotal() {
        return outside.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * What the machine would have cost more, had it run from {@code from} to {@code to} at the mean price of its hours; 0 for
     * what is no machine.
     */
    public BigDecimal saved(Instant from, Instant to) {
        BigDecimal possible = BigDecimal.valueOf(Duration.between(from, to).toSeconds())
                .divide(BigDecimal.valueOf(3600), 10, RoundingMode.HALF_EVEN);
        return runningHours.signum() == 0
                ? BigDecimal.ZERO
                : machineCost
                        .multiply(possible)
                        .divide(runningHours, 10, RoundingMode.HALF_EVEN)
                        .subtract(machineCost)
                        .max(BigDecimal.ZERO);
    }
}
