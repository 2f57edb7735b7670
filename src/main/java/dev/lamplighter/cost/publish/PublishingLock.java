package dev.lamplighter.cost.publish;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Ensures that only one thread at a time changes published months, be it a version on its route, the removal of old files,
 * or an operator's decision. Others wait. A turn belongs to its thread and ends at the latest when that thread ends or
 * begins another turn. So a turn whose end was lost, for example by an {@link Error} in an endpoint, doesn't block the
 * others for ever.
 */
public final class PublishingLock {
    private static final long LOOK_MILLIS = 1000;

    private @Nullable Thread owner;

    /** Waits for the lock; an earlier turn of this thread ends. */
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

    /** Ends the turn if it belongs to this thread. */
    synchronized void endOwn() {
        if (owner == Thread.currentThread()) {
            end();
        }
    }

    /** The work of one turn. */
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
