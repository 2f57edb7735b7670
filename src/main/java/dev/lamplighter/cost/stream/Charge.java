package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Holds what one resource cost in one interval of the report, an hour or a day, in one currency.
 *
 * @param runningHours instance hours that are charged; 0 for what is no instance
 * @param taggedWindow the window that a tag of the resource names; empty without one
 */
public record Charge(
        String resource,
        Instant start,
        Instant end,
        BigDecimal runningHours,
        Map<ChargePurpose, BigDecimal> costs,
        String currency,
        String taggedWindow) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    public Charge {
        costs = Map.copyOf(costs);
    }

    /** A charge of a resource that no tag gives to a window. */
    public Charge(
            String resource,
            Instant start,
            Instant end,
            BigDecimal runningHours,
            Map<ChargePurpose, BigDecimal> costs,
            String currency) {
        this(resource, start, end, runningHours, costs, currency, "");
    }

    BigDecimal cost(ChargePurpose kind) {
        return costs.getOrDefault(kind, BigDecimal.ZERO);
    }

    /** The seconds for which a kind is charged: those that the machine ran, else all of the interval. */
    long seconds(ChargePurpose kind) {
        long whole = Duration.between(start, end).toSeconds();
        long running = runningHours
                .multiply(BigDecimal.valueOf(HOUR.toSeconds()))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        return kind.isOfUse() && running > 0 && running < whole ? running : whole;
    }

    boolean isOfAnHourAtMost() {
        return Duration.between(start, end).compareTo(HOUR) <= 0;
    }

    boolean isOfADayAtMost() {
        return Duration.between(start, end).compareTo(DAY) <= 0;
    }
}
