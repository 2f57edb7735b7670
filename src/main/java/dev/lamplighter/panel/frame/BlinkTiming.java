package dev.lamplighter.panel.frame;

/**
 * Lists the timings of blinking and pulsing pixels. All pixels with the same timing are at the same step at the same moment.
 * The fastest changes twice a second, which is one flash (WCAG 2.3.1 allows three).
 */
public enum BlinkTiming {
    /** The state is settled: no change. */
    STEADY(Integer.MAX_VALUE, 1),
    /** The state is in transition: up and down in three seconds. */
    PULSE(100, 30),
    /** A check has failed: half a second each way. */
    BLINK(500, 2),
    /** The state is no longer known: a second each way. */
    SLOW_BLINK(1000, 2),
    /** The program is alive: up and down in four seconds. */
    BREATH(100, 40);

    private final int stepMillis;
    private final int steps;

    BlinkTiming(int stepMillis, int steps) {
        this.stepMillis = stepMillis;
        this.steps = steps;
    }

    /** The number of steps until it starts over. */
    public int steps() {
        return steps;
    }

    /** The step at a moment, 0..steps-1. */
    public int step(long epochMillis) {
        return (int) Math.floorMod(Math.floorDiv(epochMillis, stepMillis), (long) steps);
    }

    /** The time from a moment to the beginning of the next step, in milliseconds. */
    public long millisToNextStep(long epochMillis) {
        return stepMillis - Math.floorMod(epochMillis, (long) stepMillis);
    }
}
