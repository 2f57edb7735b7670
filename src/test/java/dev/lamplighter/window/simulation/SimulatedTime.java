package dev.lamplighter.window.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when told. Not thread-safe. */
final class SimulatedTime implements InstantSource {
    private Instant now;

    SimulatedTime(Instant begin) {
        now = begin;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** As {@link System#nanoTime()}: nobody sets it. */
    long nanoTime() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    void passTo(Instant instant) {
        if (instant.isBefore(now)) {
            throw new IllegalArgumentException("time can't go back from " + now + " to " + instant);
        }
        now = instant;
    }
}
