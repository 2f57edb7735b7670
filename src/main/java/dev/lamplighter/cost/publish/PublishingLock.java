package dev.lamplighter.cost.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thing happen to published months at a time: a version on its route, the removal of old files, a decision of a
 * person. Whoever comes later waits. A turn belongs to the thread that waits for its end, so that one whose end was lost, as an
 * {@link Error} in an endpoint loses it, holds up nobody for ever.
 */
public final class PublishingLock {
    private static final long LOOK_MILLIS = 1000;

    private @Nullable Thread owner;

    /** Waits for its turn; one that this thread has still is over. */
    public synchronized void begin() throws InterruptedException {
        Thread me = Thread.currentThread();
        while (owner != null && owner != me && owner.isAlive()) {
            wait(LOOK_MILLIS);
        }
        owner = me;
    }

    /** Ends the turn, from any thread. */
    public synchronized void end() {
        owner = null;
        notifyAll();
    }

    /** Ends it if it is this thread's. */
    synchronized void endOwn() {
        if (owner == Thread.currentThread()) {
            end();
        }
    }

    /** What is done in one turn. */
    interface Work<T> {
        T done() throws IOException;
    }

    <T> T alone(Work<T> work) throws IOException {
        try {
            begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another month was published");
        }
        try {
            return work.done();
        } finally {
            end();
        }
    }
}
