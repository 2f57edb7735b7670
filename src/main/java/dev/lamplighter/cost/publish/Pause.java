package dev.lamplighter.cost.publish;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two looks at something slow; a test moves its clock instead. */
@FunctionalInterface
public interface Pause {
    /** Returns when the time is over; throws when this thread is asked to stop. */
    void pause(Duration duration) throws InterruptedException;

    /** Waits for real. */
    static Pause waiting() {
        return duration -> {
            boolean opened = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            if (opened) {
                throw new IllegalStateException("nobody opens this latch");
            }
        };
    }
}
