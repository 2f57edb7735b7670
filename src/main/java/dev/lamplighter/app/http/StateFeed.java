package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the page's state once a second while anybody watches, and wakes those who watch when it has changed. A slow
 * source delays the next state and nothing else. Thread-safe.
 */
final class StateFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFeed.class);
    private static final long PERIOD_MILLIS = 500;

    private final Supplier<ObjectNode> source;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "page-state");
        thread.setDaemon(true);
        return thread;
    });

    private String state = "";
    private String essence = "";
    private long version;
    private int watchers;
    private boolean collecting;
    private boolean closed;

    StateFeed(Supplier<ObjectNode> source) {
        this.source = source;
    }

    /** A state and its number, which grows with each change. */
    record Numbered(long version, String json) {}

    /** Begins to watch; the state is collected until {@link #leave}. */
    synchronized void join() {
        watchers++;
        if (!collecting && !closed) {
            collecting = true;
            clock.execute(this::collect);
        }
    }

    synchronized void leave() {
        watchers--;
    }

    /**
     * Waits for a state other than that of {@code seen}.
     *
     * @param seen its version; -1 for none
     * @return the latest state, which is that of {@code seen} if nothing has changed for so long
     */
    synchronized Numbered next(long seen, long patienceMillis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (version == 0 || version == seen) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0 || closed) {
                break;
            }
            wait(left);
        }
        return new Numbered(version, state);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void collect() {
        try {
            ObjectNode now = source.get();
            String text = now.toString();
            ObjectNode rest = now.deepCopy();
            rest.remove("at");
            if (rest.get("status") instanceof ObjectNode status) {
                status.remove("at");
            }
            take(text, rest.toString());
        } catch (RuntimeException e) {
            LOG.debug("the page's state can't be collected", e);
        }
        synchronized (this) {
            collecting = watchers > 0 && !closed;
            if (collecting) {
                var unused = clock.schedule(this::collect, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private synchronized void take(String text, String rest) {
        if (!rest.equals(essence)) {
            essence = rest;
            state = text;
            version++;
            notifyAll();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        clock.shutdown();
    }
}
