package dev.lamplighter.window;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread at a time work with the windows, and tells how long the present work has taken. */
final class WindowsLock {
    private final LongSupplier nanoTime;
    private volatile @Nullable Long since;

    /** @param nanoTime a monotonic clock */
    WindowsLock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Does the work while no other thread does any. Calls may be nested. */
    synchronized <T> T during(Supplier<T> work) {
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

    /** As {@link #during}, for work without a result. */
    void run(Runnable work) {
        during(() -> {
            work.run();
            return true;
        });
    }

    /** How long the present work has taken so far, which may wait for answers; zero if there is none. Waits for nothing. */
    Duration lasting() {
        Long began = since;
        return began == null ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
