package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds one time at which a window is open: {@code [start, end)}. Both ends are computed together, so that there is no start
 * without an end.
 */
public record Occurrence(Instant start, Instant end) {
    public Occurrence {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end must be after start, got " + start + " to " + end);
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Whether any instant of {@code [from, to)} lies inside. */
    public boolean overlaps(Instant from, Instant to) {
        return start.isBefore(to) && end.isAfter(from);
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
