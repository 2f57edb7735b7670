package dev.lamplighter.base;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Measures how long ago something was, by two clocks, and takes the longer time: the wall clock may have been set back
 * meanwhile, and the monotonic clock stands still while the machine sleeps.
 *
 * @param nanoTime a monotonic clock, as {@link System#nanoTime()}
 */
public record ElapsedTime(InstantSource wall, LongSupplier nanoTime) {
    /** A moment by both clocks. */
    public record Moment(Instant wall, long nanos) {}

    /** Makes one for a wall clock that is never set, so that it alone is enough. */
    public ElapsedTime(InstantSource wall) {
        this(wall, () -> 0);
    }

    public Moment now() {
        return new Moment(wall.instant(), nanoTime.getAsLong());
    }

    public Duration since(Moment then) {
        Duration byWall = Duration.between(then.wall(), wall.instant());
        Duration byNanos = Duration.ofNanos(nanoTime.getAsLong() - then.nanos());
        return byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
    }
}
