package dev.lamplighter.window.simulation;

import dev.lamplighter.base.SimulatedClock;
import java.time.Duration;
import java.time.Instant;

/** EC2's own limit of requests (AWS: "Throttling Amazon EC2 API requests"). */
final class TokenBucket {
    private final SimulatedClock time;
    private final double most;
    private final double perSecond;
    private double tokens;
    private Instant filled;

    TokenBucket(SimulatedClock time, int most, int perSecond) {
        this.time = time;
        this.most = most;
        this.perSecond = perSecond;
        this.tokens = most;
        this.filled = time.instant();
    }

    boolean take() {
        Instant now = time.instant();
        tokens = Math.min(
                most, tokens + perSecond * Duration.between(filled, now).toMillis() / 1000);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
