package dev.lamplighter.cost.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Holds one occurrence of a window, as far as costs are concerned.
 *
 * @param begun when the first of its resources was turned on for it, at the latest {@code opened}
 * @param resources ids of instances, volumes and addresses
 */
public record Occurrence(String window, Instant begun, Instant opened, Instant closed, Set<String> resources) {
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    public Occurrence {
        resources = Set.copyOf(resources);
        if (begun.isAfter(opened) || closed.isBefore(opened)) {
            throw new IllegalArgumentException("out of order: " + begun + ", " + opened + ", " + closed);
        }
    }

    /** Its part in {@code [from, to)}; empty if it has none. */
    public Optional<Occurrence> within(Instant from, Instant to) {
        Instant end = earlier(closed, to);
        Instant start = later(begun, from);
        return end.isAfter(start)
                ? Optional.of(new Occurrence(window, start, earlier(later(opened, from), end), end, resources))
                : Optional.empty();
    }

    /** The seconds of {@code [start, end)} in which its resources were wanted. */
    long secondsWithin(Instant start, Instant end) {
        Instant from = later(begun, start);
        Instant to = earlier(closed, end);
        return to.isAfter(from) ? Duration.between(from, to).toSeconds() : 0;
    }

    /** How long it was open, in hours. */
    public BigDecimal hours() {
        return BigDecimal.valueOf(Duration.between(opened, closed).toSeconds())
                .divide(SECONDS_PER_HOUR, 4, RoundingMode.HALF_EVEN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
