package dev.lamplighter.base;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows the time that a test lets pass, or sets. Thread-safe. */
public final class SimulatedClock implements InstantSource {
    private Instant now;
    private Duration jumped = Duration.ZERO;
    private Duration slept = Duration.ZERO;

    public SimulatedClock(String begin) {
        this(Instant.parse(begin));
    }

    public SimulatedClock(Instant begin) {
        now = begin;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** As {@link System#nanoTime()}: unlike {@link #instant()} not moved by {@link #jump}. */
    public synchronized long nanoTime() {
        return Duration.between(Instant.EPOCH, trueTime().minus(slept)).toNanos();
    }

    /** What a clock that nobody has set would show. */
    public synchronized Instant trueTime() {
        return now.minus(jumped);
    }

    /** The machine sleeps: time passes, and {@link #nanoTime} stands still. */
    public synchronized void sleep(Duration time) {
        now = now.plus(time);
        slept = slept.plus(time);
    }

    /** Somebody sets the clock. */
    public synchronized void jump(Duration by) {
        now = now.plus(by);
        jumped = jumped.plus(by);
    }

    /** Goes to an instant as if time had passed, forwards or back. */
    public synchronized void set(String instant) {
        now = Instant.parse(instant);
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    /** Lets time pass until then. */
    public synchronized void passTo(Instant instant) {
        if (instant.isBefore(now)) {
            throw new IllegalArgumentException("time can't go back from " + now + " to " + instant);
        }
        now = instant;
    }
}
