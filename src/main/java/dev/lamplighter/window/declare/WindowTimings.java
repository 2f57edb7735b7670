package dev.lamplighter.window.declare;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds the times around an occurrence.
 *
 * @param lead before the start: the instances are started this early
 * @param readyBy before the start: everything should be ready this early
 * @param grace after the end: everything should be stopped by then
 * @param addresses when the addresses are associated
 */
public record WindowTimings(Duration lead, Duration readyBy, Duration grace, AddressAssociationTiming addresses) {
    public WindowTimings {
        requirePositiveOrZero("lead", lead);
        requirePositiveOrZero("readyBy", readyBy);
        requirePositiveOrZero("grace", grace);
    }

    /** The moment before which no address of an occurrence is associated. */
    public Instant addressesFrom(Instant start) {
        return addresses == AddressAssociationTiming.OPENS ? start : Instant.MIN;
    }

    /** The same timings with another lead. */
    WindowTimings withLead(Duration other) {
        return new WindowTimings(other, readyBy, grace, addresses);
    }

    private static void requirePositiveOrZero(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, got " + duration);
        }
    }
}
