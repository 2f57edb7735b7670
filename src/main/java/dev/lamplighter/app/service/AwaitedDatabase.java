package dev.lamplighter.app.service;

import dev.lamplighter.app.feature.ServiceState.Away;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a service that began without the database of its state as soon as that answers, so that it is started again whole:
 * windows and costs read their state when they begin. Does nothing for a service that has its state.
 */
final class AwaitedDatabase implements AutoCloseable {
    /** EX_TEMPFAIL of sysexits.h: a failure to a supervisor, which starts the service again. */
    static final int EXIT_CODE = 75;

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedDatabase.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Optional<Away> away;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread daemon = new Thread(work, "awaited-database");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile boolean hasAnswered;

    AwaitedDatabase(Optional<Away> away) {
        this.away = away;
    }

    /** Tries from now on; calls {@code end} once the database answers. */
    void begin(Runnable end) {
        away.ifPresent(gone -> {
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    () -> look(gone, end), PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    private void look(Away gone, Runnable end) {
        try {
            if (!hasAnswered && gone.database().unreachable().isEmpty()) {
                hasAnswered = true;
                LOG.info(
                        "the database of the state answers: ending, to be started again with all areas exit={}",
                        EXIT_CODE);
                end.run();
            }
        } catch (RuntimeException e) { // else it would not be tried again, without a word
            LOG.error("the database of the state is tried again in {} s", PAUSE.toSeconds(), e);
        }
    }

    /** The exit code of the service, if it ends because the database answers. */
    int exitCode(int otherwise) {
        return hasAnswered ? EXIT_CODE : otherwise;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
