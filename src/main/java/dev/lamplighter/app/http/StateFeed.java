package dev.lamplighter.app.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the page's state twice a second while anybody watches, and wakes those who watch when it has changed. A slow
 * source delays the next state and nothing else. Thread-safe.
 */
final class StateFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFeed.class);
    private static final long PERIOD_MILLIS = 500;

    private final Supplier<ObjectNode> source;
    private final Duration patience;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "page-state");
        thread.setDaemon(true);
        return thread;
    });

    private String state = "";
    private String essence = "";
    private long version;
    private long collectedAt = System.nanoTime();
    private int watchers;
    private boolean collecting;
    private boolean failing;
    private boolean closed;

    /**
     * A feed of a source's states.
     *
     * @param patience how long one may take to be collected; then the last one is no longer current
     */
    StateFeed(Supplier<ObjectNode> source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /**
     * A state and its number, which grows with each change.
     *
     * @param current whether it is how things are: false while no state can be collected
     */
    record Numbered(long version, String json, boolean current) {}

    /** Begins to watch; the state is collected until {@link #leave}. */
    synchronized void join() {
        watchers++;
        if (!collecting && !closed) {
            collecting = true;
            collectedAt = System.nanoTime();
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
        return new Numbered(version, state, System.nanoTime() - collectedAt < patience.toNanos());
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
            failed(e);
        }
        synchronized (this) {
            collecting = watchers > 0 && !closed;
            if (collecting) {
                var unused = clock.schedule(this::collect, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Told once until it succeeds again. */
    private synchronized void failed(RuntimeException e) {
        if (!failing) {
            failing = true;
            LOG.warn("the page's state can't be collected reason=\"{}\"", e.toString(), e);
        }
    }

    private synchronized void take(String text, String rest) {
        failing = false;
        state = text;
        collectedAt = System.nanoTime();
        if (!rest.equals(essence)) {
            essence = rest;
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
