package dev.lamplighter.base.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * What an answer of AWS said of the time.
 *
 * @param date its {@code Date}, to the second
 * @param nanos when it arrived, by a clock that nobody can set, as {@link System#nanoTime()}
 */
public record ResponseDate(Instant date, long nanos) {
    /** AWS's time at a later moment of the same clock. */
    public Instant at(long later) {
        return date.plus(Duration.ofNanos(later - nanos));
    }
}
