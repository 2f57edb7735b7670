package dev.lamplighter.base.lease;

import dev.lamplighter.base.ElapsedTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the leases of this copy by their names, and renews them on a thread of its own, so that work that takes long loses
 * none; not even what follows from a change of a lease, which has another thread. Thread-safe.
 */
public final class Leases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    /** The longest wait at the end for what follows from a change of a lease. */
    private static final Duration END = Duration.ofSeconds(20);

    private final @Nullable DataSource database;
    private final String self;
    private final Duration length;
    private final ElapsedTime elapsedTime;
    private final Map<String, Lease> named = new ConcurrentHashMap<>();
    private final Map<String, Boolean> told = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final ThreadPoolExecutor telling = new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> daemon(work, "lease-listeners"));
    private @Nullable ScheduledExecutorService thread;
    private volatile boolean isClosed;

    private Leases(@Nullable DataSource database, String self, Duration length, ElapsedTime elapsedTime) {
        this.database = database;
        this.self = self;
        this.length = length;
        this.elapsedTime = elapsedTime;
        telling.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread daemon = new Thread(work, name);
        daemon.setDaemon(true);
        return daemon;
    }

    /** Those of the only copy: all are held, always. */
    public static Leases sole() {
        return new Leases(null, "this copy", Duration.ZERO, new ElapsedTime(InstantSource.system()));
    }

    /**
     * Those that copies share.
     *
     * @param self no two copies may have the same
     * @param length of each lease
     */
    public static Leases shared(DataSource database, String self, Duration length, ElapsedTime elapsedTime) {
        return new Leases(database, self, length, elapsedTime);
    }

    /** The lease of that name, which this copy tries to hold from now on. */
    public Lease named(String name) {
        DataSource shared = database;
        return shared == null
                ? named.getOrDefault(name, Lease.SOLE)
                : named.computeIfAbsent(name, first -> new DatabaseLease(shared, first, self, length, elapsedTime));
    }

    /** Has the lease of that name be one of another database, whose leases are renewed on their own. */
    public void adopt(String name, Lease lease) {
        named.put(name, lease);
    }

    /** Whether other copies may hold a lease. */
    public boolean areShared() {
        return database != null || !named.isEmpty();
    }

    /** This copy, as other copies are told of it. */
    public String self() {
        return self;
    }

    /** Who holds each lease, as far as is known, by name; empty where no other copy can. */
    public Map<String, String> holders() {
        Map<String, String> holders = new TreeMap<>();
        named.forEach((name, lease) -> holders.put(name, lease.holder()));
        return holders;
    }

    /**
     * Calls the listener with the name of each lease that this copy gets or loses, one after the other. It may take its time: no
     * renewal waits for it, and nobody may rely on it to see at once that a lease is lost.
     */
    public void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Renews once, and from now on again and again until it is closed. */
    public synchronized void start() {
        if (database == null || thread != null || isClosed) {
            return;
        }
        renewAll();
        long period = length.dividedBy(5).toMillis();
        thread = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "leases"));
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::renewAll, period, period, TimeUnit.MILLISECONDS);
    }

    /** Renews all; a failure is logged once, and the leases run out by themselves. */
    void renewAll() {
        List<String> names = new ArrayList<>(new TreeMap<>(named).keySet());
        try {
            for (String name : names) {
                renew(named(name));
            }
        } catch (LeaseException e) {
            LOG.debug("the leases are not renewed; the trouble is told once", e);
        } catch (RuntimeException e) {
            LOG.error("the leases are not renewed", e);
        } finally {
            names.forEach(this::tell);
        }
    }

    /** Nothing is renewed, or taken, once it is closed. */
    private void renew(Lease lease) {
        if (!isClosed) {
            lease.renew();
        }
    }

    private void tell(String name) {
        boolean isHeld = named(name).isHeld();
        Boolean before = told.put(name, isHeld);
        if (before == null || before != isHeld) {
            LOG.info(
                    "lease={} {}",
                    name,
                    isHeld ? "this copy acts" : "acted by " + named(name).holder());
            if (!isClosed) {
                telling.execute(() -> listeners.forEach(listener -> tell(listener, name)));
            }
        }
    }

    /** One that fails keeps nobody from being told, and no lease from being renewed. */
    private static void tell(Consumer<String> listener, String name) {
        try {
            listener.accept(name);
        } catch (RuntimeException e) {
            LOG.error("what follows a change of the lease of {} failed", name, e);
        }
    }

    /** Lets another copy act at once, as soon as what follows from a change of a lease has ended. */
    @Override
    public void close() {
        isClosed = true;
        ScheduledExecutorService running;
        synchronized (this) {
            running = thread;
            thread = null;
        }
        boolean isOver = running == null || hasEnded(running);
        isOver &= hasEnded(telling);
        if (!isOver) {
            LOG.warn("the leases run out by themselves: what follows from their last change has not ended yet");
            return;
        }
        named.forEach((name, lease) -> {
            try {
                lease.release();
            } catch (LeaseException e) {
                LOG.warn("the lease of {} runs out by itself reason=\"{}\"", name, e.getMessage());
            }
        });
    }

    /** Has a thread end what it does now; whether it has, in time. */
    private boolean hasEnded(ExecutorService running) {
        running.shutdown();
        try {
            return running.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
