package dev.lamplighter.sandbox;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Waits for something to become true.
 *
 * @param longest how long at most
 * @param alive while it says no longer true, waiting is pointless
 */
record Patience(Duration longest, BooleanSupplier alive) {
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * Looks again and again until {@code enough} is content; returns the last look, content or not.
     *
     * @throws Exception what the last look threw, if it threw
     */
    <T> T until(Callable<T> look, Predicate<T> enough) throws Exception {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            boolean last = System.nanoTime() >= deadline || !alive.getAsBoolean();
            try {
                T seen = look.call();
                if (last || enough.test(seen)) {
                    return seen;
                }
            } catch (Exception e) {
                if (last) {
                    throw e;
                }
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
