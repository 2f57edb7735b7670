package dev.lamplighter.base;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Gives instants that start at the wall clock's time and then follow the monotonic clock, however the wall clock is set. It
 * is for pauses and limits within one process; its instants must not be stored or shown. Thread-safe.
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
