package dev.lamplighter.app.feature;

import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.window.StreamingWindows;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all windows compared with EC2 as soon as this copy gets their lease, by the same route as every pass: what fell due while
 * nobody held it shall not wait for the next period. Thread-safe.
 */
final class TakeoverPass implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TakeoverPass.class);

    private final StreamingWindows windows;
    private final ExecutorService thread;
    private volatile @Nullable CamelContext context;

    TakeoverPass(StreamingWindows windows) {
        this.windows = windows;
        ThreadPoolExecutor ending =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread daemon = new Thread(work, "takeover");
                    daemon.setDaemon(true);
                    return daemon;
                });
        ending.allowCoreThreadTimeOut(true);
        thread = ending;
    }

    void attach(CamelContext camel) {
        context = camel;
    }

    /** The first pass of a process comes from its route. */
    void watch(Leases leases) {
        leases.listen(name -> {
            CamelContext camel = context;
            if (name.equals(Lease.WINDOWS)
                    && leases.named(name).isHeld()
                    && camel != null
                    && camel.getStatus().isStarted()) {
                thread.execute(this::pass);
            }
        });
    }

    private void pass() {
        try {
            windows.reconcile();
        } catch (RuntimeException e) {
            LOG.debug("the pass after the takeover failed; the next one tells why", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
