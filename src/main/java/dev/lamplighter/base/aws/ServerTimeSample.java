package dev.lamplighter.base.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * The date of an answer of AWS, and when it arrived.
 *
 * @param date its {@code Date}, to the second
 * @param nanos when it arrived, by the monotonic clock, as {@link System#nanoTime()}
 */
public record ServerTimeSample(Instant date, long nanos) {
    /** AWS's time at a later moment of the monotonic clock. */
    public Instant at(long later) {
        return date.plus(Duration.ofNanos(later - nanos));
    }
}
