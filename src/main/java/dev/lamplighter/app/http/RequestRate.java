package dev.lamplighter.app.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how often something is asked: so many at once, and so many a second from then on. Whoever asks too often is refused
 * and delays nobody. Thread-safe.
 */
final class RequestRate {
    private final int atOnce;
    private final int perSecond;
    private final LongSupplier nanos;
    private double left;
    private long refilledAt;

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    RequestRate(int atOnce, int perSecond, LongSupplier nanos) {
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = atOnce;
        this.refilledAt = nanos.getAsLong();
    }

    /** Counts one more. */
    synchronized void take() throws ResponseStatusException {
        long now = nanos.getAsLong();
        left = Math.min(atOnce, left + (double) (now - refilledAt) * perSecond / TimeUnit.SECONDS.toNanos(1));
        refilledAt = now;
        if (left < 1) {
            throw new ResponseStatusException(
                    429, "asked too often; without the token it is " + perSecond + " times a second");
        }
        left--;
    }
}
