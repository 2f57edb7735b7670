package dev.lamplighter.base.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * Holds the date of an answer of AWS, and when it arrived.
 *
 * @param date its {@code Date}, to the second
 * @param nanos when it arrived, by the monotonic clock, as {@link System#nanoTime()}
 */
public record ServerTimeSample(Instant date, long nanos) {
    /** AWS's time when the monotonic clock reads {@code later}. */
    public Instant at(long later) {
        return date.plus(Duration.ofNanos(later - nanos));
    }
}
