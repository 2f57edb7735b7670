package dev.lamplighter.app.feature;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies systemd's watchdog, which restarts a service that sends nothing for {@code WatchdogSec}. It notifies at each tick
 * if a pass over the windows has ended since the last one, successfully or not, or if no passes are expected. Without
 * systemd it does nothing. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    /**
     * Ticks in one interval of systemd's watchdog, and the least number of passes that fit into it: a few late ones do no
     * harm.
     */
    private static final int TICKS = 4;

    private static final Duration USUAL = Duration.ofSeconds(30);

    private final @Nullable SystemdNotify systemd;
    private final ScheduledExecutorService ticks;
    private final AtomicLong looks = new AtomicLong();
    private volatile BooleanSupplier looksAreExpected = () -> false;
    private long fed;

    private Watchdog(@Nullable SystemdNotify systemd) {
        this.systemd = systemd;
        this.ticks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "watchdog");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts ticking if systemd has set a watchdog for this process.
     *
     * @param environment as systemd sets it: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC}, {@code WATCHDOG_PID}
     * @param period from one pass to the next; systemd is asked to wait for at least four of them
     */
    public static Watchdog start(Map<String, String> environment, Duration period) {
        Watchdog watchdog = new Watchdog(SystemdNotify.of(environment).orElse(null));
        long set = microseconds(environment);
        if (watchdog.systemd == null || set <= 0) {
            return watchdog;
        }
        long wanted = Math.max(
                set, TimeUnit.NANOSECONDS.toMicros(period.multipliedBy(TICKS).toNanos()));
        if (wanted > set) {
            watchdog.send("WATCHDOG_USEC=" + wanted);
        }
        Future<?> ticking = watchdog.ticks.scheduleWithFixedDelay(
                watchdog::tick, wanted / TICKS, wanted / TICKS, TimeUnit.MICROSECONDS);
        LOG.info(
                "systemd's watchdog is fed interval={}s ticking={}",
                TimeUnit.MICROSECONDS.toSeconds(wanted),
                !ticking.isDone());
        return watchdog;
    }

    /** The time from one pass to the next; a value that can't be read is reported with the settings of the windows. */
    public static Duration period(Settings settings) {
        try {
            return settings.duration("windows.reconcile-period", USUAL);
        } catch (ProblemException e) {
            return USUAL;
        }
    }

    private static long microseconds(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return 0;
        }
        String text = environment.getOrDefault("WATCHDOG_USEC", "");
        return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    /** Calls {@code expected} at every tick to find out whether passes are expected. */
    void expectPasses(BooleanSupplier expected) {
        looksAreExpected = expected;
    }

    /** Records that a pass has ended, successfully or not. */
    void reconciled() {
        looks.incrementAndGet();
    }

    /** Notifies systemd that the service has started. */
    public void ready() {
        send("READY=1");
    }

    private void tick() {
        long now = looks.get();
        if (now != fed || !areLooksExpected()) {
            fed = now;
            tell("WATCHDOG=1");
        }
    }

    /**
     * Whether passes are expected. If that can't be determined, the answer is no, so that systemd doesn't restart the
     * service for it.
     */
    private boolean areLooksExpected() {
        try {
            return looksAreExpected.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.debug("whether looks are expected can't be told", e);
            return false;
        }
    }

    private void send(String assignment) {
        if (systemd != null && !ticks.isShutdown()) { // else there would be a thread for nothing
            ticks.execute(() -> tell(assignment));
        }
    }

    private void tell(String assignment) {
        if (systemd != null) {
            try {
                systemd.send(assignment);
            } catch (RuntimeException e) {
                LOG.warn("systemd could not be told {} reason=\"{}\"", assignment, e.toString());
                LOG.debug("what was thrown", e);
            }
        }
    }

    /** Notifies systemd that the service stops; sends nothing afterwards. */
    @Override
    public void close() {
        send("STOPPING=1");
        ticks.shutdown();
    }
}
