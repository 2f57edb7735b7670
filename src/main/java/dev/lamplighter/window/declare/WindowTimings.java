package dev.lamplighter.window.declare;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds the times around an occurrence.
 *
 * @param lead before the start: the first instances are started this early
 * @param lastLead before the start: the last instances are started, or launched, this early
 * @param readyBy before the start: everything should be ready this early
 * @param grace after the end: everything should be stopped by then
 * @param addresses when the addresses are associated
 */
public record WindowTimings(
        Duration lead, Duration lastLead, Duration readyBy, Duration grace, AddressAssociationTiming addresses) {
    public WindowTimings {
        requirePositiveOrZero("lead", lead);
        requirePositiveOrZero("lastLead", lastLead);
        requirePositiveOrZero("readyBy", readyBy);
        requirePositiveOrZero("grace", grace);
    }

    /** Timings by which all instances are started at once. */
    public WindowTimings(Duration lead, Duration readyBy, Duration grace, AddressAssociationTiming addresses) {
        this(lead, lead, readyBy, grace, addresses);
    }

    /** The moment before which no address of an occurrence is associated. */
    public Instant addressesFrom(Instant start) {
        return addresses == AddressAssociationTiming.OPENS ? start : Instant.MIN;
    }

    /** The same timings where slots that are launched have leads of their own. */
    WindowTimings withSlots(List<LaunchSlot> slots, boolean isNothingElseStarted) {
        List<Duration> own = slots.stream().map(LaunchSlot::lead).toList();
        List<Duration> all = Stream.concat(own.stream(), Stream.of(lead)).toList();
        List<Duration> needed = isNothingElseStarted && !own.isEmpty() ? own : all;
        return new WindowTimings(Collections.max(all), Collections.min(needed), readyBy, grace, addresses);
    }

    private static void requirePositiveOrZero(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, got " + duration);
        }
    }
}
