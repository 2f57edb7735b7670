package dev.lamplighter.cost.report;

import java.util.concurrent.TimeUnit;

/**
 * Measures whether a store sends fast enough to be waited for: at least {@link #LEAST_BYTES} in a minute of waiting. What its
 * reader does between two reads doesn't count. Socket time-outs don't see a peer that sends a byte now and then. For one thread.
 */
final class ReadRate {
    /** A thousandth of a slow line: who sends less is stuck. */
    static final int LEAST_BYTES = 64 * 1024;

    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long waitedNanos;
    private long received;
    private boolean wasStalled;

    /**
     * Counts one read.
     *
     * @param count of bytes that came
     * @return whether too little came since the window began; the next one begins then
     */
    boolean isStalled(long nanos, int count) {
        waitedNanos += nanos;
        received += Math.max(0, count);
        if (received >= LEAST_BYTES) {
            wasStalled = false;
            begin();
            return false;
        }
        return waitedNanos >= WINDOW_NANOS;
    }

    /** Begins a window after a stall; false if the one before it was stalled as well. */
    boolean mayTryAgain() {
        boolean first = !wasStalled;
        wasStalled = true;
        begin();
        return first;
    }

    /** {@code 61 bytes in 60 s}. */
    String words() {
        return received + " bytes in " + TimeUnit.NANOSECONDS.toSeconds(waitedNanos) + " s";
    }

    private void begin() {
        waitedNanos = 0;
        received = 0;
    }
}
