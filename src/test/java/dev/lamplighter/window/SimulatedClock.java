package dev.lamplighter.window;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets. */
public final class SimulatedClock implements InstantSource {
    private Instant now;
    private Duration jumped = Duration.ZERO;
    private Duration slept = Duration.ZERO;

    public SimulatedClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Time itself: unlike {@link #instant()} not moved by {@link #jump}. */
    public long nanoTime() {
        return Duration.between(Instant.EPOCH, trueTime().minus(slept)).toNanos();
    }

    /** What a clock that nobody has set would show. */
    public Instant trueTime() {
        return now.minus(jumped);
    }

    /** The machine sleeps: time passes, and {@link #nanoTime} stands still. */
    public void sleep(Duration time) {
        now = now.plus(time);
        slept = slept.plus(time);
    }

    /** Somebody sets the clock. */
    public void jump(Duration by) {
        now = now.plus(by);
        jumped = jumped.plus(by);
    }

    void set(String instant) {
        now = Instant.parse(instant);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
