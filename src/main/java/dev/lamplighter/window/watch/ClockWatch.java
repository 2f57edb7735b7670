package dev.lamplighter.window.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the wall clock has not advanced as the monotonic clock has: it was set, or the machine slept. Not
 * thread-safe; guarded by its owner's lock.
 */
final class ClockWatch {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private @Nullable Instant lastWall;
    private long lastNanos;

    ClockWatch(InstantSource wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
    }

    /** How far the clock was set, forward or back, since the last time this was asked; empty if it was not. */
    Optional<Duration> jump() {
        Instant now = wall.instant();
        long nanos = nanoTime.getAsLong();
        Duration moved = lastWall == null
                ? Duration.ZERO
                : Duration.between(lastWall, now).minusNanos(nanos - lastNanos);
        lastWall = now;
        lastNanos = nanos;
        return Optional.of(moved).filter(far -> far.abs().compareTo(MOST) > 0);
    }
}
