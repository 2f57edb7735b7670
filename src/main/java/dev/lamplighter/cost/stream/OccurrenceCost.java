package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Holds what one occurrence cost in one currency.
 *
 * @param currency empty if the report has no charge of its resources
 * @param isIncomplete whether it ended so late that the report may still change
 */
public record OccurrenceCost(
        Occurrence occurrence, String currency, Map<ChargePurpose, BigDecimal> costs, boolean isIncomplete) {
    public OccurrenceCost {
        costs = Map.copyOf(costs);
    }

    public BigDecimal total() {
        return costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The cost of an hour in which the window was open; 0 for one that was not open. */
    public BigDecimal perHour() {
        return perHour(total(), occurrence.hours());
    }

    static BigDecimal perHour(BigDecimal total, BigDecimal hours) {
        return hours.signum() == 0 ? BigDecimal.ZERO : total.divide(hours, 10, RoundingMode.HALF_EVEN);
    }
}
