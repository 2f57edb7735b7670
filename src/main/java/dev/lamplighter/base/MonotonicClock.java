package dev.lamplighter.base;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Gives instants that begin at the wall clock's time and go on by the monotonic clock, however the wall clock is set: for
 * pauses and limits within one process whose instants are neither stored nor shown. Thread-safe.
 */
public final class MonotonicClock implements InstantSource {
    private final Instant began;
    private final long beganNanos;
    private final LongSupplier nanoTime;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public MonotonicClock(InstantSource wall, LongSupplier nanoTime) {
        this.began = wall.instant();
        this.beganNanos = nanoTime.getAsLong();
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        return began.plusNanos(nanoTime.getAsLong() - beganNanos);
    }
}
