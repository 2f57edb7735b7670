package dev.lamplighter.cost.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when a test, or the code under test waiting, lets it. */
public final class MovingClock implements InstantSource {
    private Instant now;

    public MovingClock(String start) {
        now = Instant.parse(start);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
