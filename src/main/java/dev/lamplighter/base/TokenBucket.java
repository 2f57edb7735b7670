package dev.lamplighter.base;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Limits how often something is done: so many times at once, and so many a second from then on. Thread-safe. */
public final class TokenBucket {
    private final int burst;
    private final double perSecond;
    private final InstantSource clock;
    private double tokens;
    private Instant filled;

    public TokenBucket(int burst, double perSecond, InstantSource clock) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
        tokens = burst;
        filled = clock.instant();
    }

    /** Takes a token if there is one. */
    public synchronized boolean take() {
        fill();
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Takes all tokens. */
    public synchronized void empty() {
        fill();
        tokens = 0;
    }

    /** A clock that was set back neither fills nor empties a bucket. */
    private void fill() {
        Instant now = clock.instant();
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(burst, tokens + Math.max(0, seconds) * perSecond);
        filled = now;
    }
}
