package dev.lamplighter.cost.report;

import java.util.concurrent.TimeUnit;

/**
 * Measures whether a store sends fast enough to go on reading: at least {@link #LEAST_BYTES} in a minute of waiting. The
 * time between two reads doesn't count. Socket timeouts don't detect a peer that sends a byte now and then. Not thread-safe.
 */
final class ReadRate {
    /** Per minute: a thousandth of what a slow line carries. A store that sends less is stuck. */
    static final int LEAST_BYTES = 64 * 1024;

    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private long waitedNanos;
    private long received;
    private boolean wasStalled;

    /**
     * Counts one read.
     *
     * @param count number of bytes received
     * @return whether too little came in the present window; then the next one begins
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
