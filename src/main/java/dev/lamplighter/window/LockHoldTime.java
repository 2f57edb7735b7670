package dev.lamplighter.window;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long the windows' lock has been held for work that may wait for answers. Written under that lock, read by any
 * thread.
 */
final class LockHoldTime {
    private final LongSupplier nanoTime;
    private volatile @Nullable Long since;

    /** @param nanoTime a monotonic clock */
    LockHoldTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Does the work and measures it. Calls may be nested. */
    <T> T during(Supplier<T> work) {
        if (since != null) {
            return work.get();
        }
        since = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            since = null;
        }
    }

    /** How long the present work has taken so far; zero if there is none. */
    Duration lasting() {
        Long began = since;
        return began == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
