package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last status in a file, for commands that run while no service does. It is written at most every half minute,
 * when something has changed, and at least every quarter of an hour, so that its age says when the service last ran and an
 * SD card isn't worn out.
 */
public final class StatusFile implements AutoCloseable {
    static final Duration AT_MOST_EVERY = Duration.ofSeconds(30);
    static final Duration AT_LEAST_EVERY = Duration.ofMinutes(15);
    /** The file's permissions: the group may read it. */
    private static final String PERMISSIONS = "rw-r-----";

    private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);

    private final Path file;
    private final Supplier<ObjectNode> status;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "status-file");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> looks;
    private String written = "";
    private long writtenAt;
    private boolean failing;

    private StatusFile(Path file, Supplier<ObjectNode> status, LongSupplier nanoTime) {
        this.file = file;
        this.status = status;
        this.nanoTime = nanoTime;
    }

    /** Makes one that is written only when {@link #look} is called and finds it due. */
    static StatusFile of(Path file, Supplier<ObjectNode> status, LongSupplier nanoTime) {
        return new StatusFile(file, status, nanoTime);
    }

    /** Makes one that is checked regularly and written when it is due. */
    public static StatusFile start(Path file, Supplier<ObjectNode> status, LongSupplier nanoTime) {
        StatusFile kept = of(file, status, nanoTime);
        kept.looks = kept.clock.scheduleWithFixedDelay(kept::look, 2, AT_MOST_EVERY.toSeconds(), TimeUnit.SECONDS);
        return kept;
    }

    /** Writes it if it is due; a failure is logged once and has no other effect. */
    synchronized void look() {
        try {
            ObjectNode now = status.get();
            long age = nanoTime.getAsLong() - writtenAt;
            boolean due = written.isEmpty()
                    || age >= AT_LEAST_EVERY.toNanos()
                    || (age >= AT_MOST_EVERY.toNanos() && !essence(now).equals(written));
            if (due) {
                write(now);
            }
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.warn("the status is not kept file={} reason=\"{}\"", file, e.toString());
            }
            failing = true;
        }
    }

    private void write(ObjectNode now) throws IOException {
        AtomicFile.write(file, (now.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8), PERMISSIONS);
        written = essence(now);
        writtenAt = nanoTime.getAsLong();
        failing = false;
    }

    /** The part of the status that is compared: everything except times, whose change alone doesn't count. */
    private static String essence(ObjectNode status) {
        ObjectNode rest = status.deepCopy();
        rest.remove("at");
        if (rest.get("light") instanceof ObjectNode light) {
            light.remove("lastPollAt");
        }
        return rest.toString();
    }

    /** Writes the last status. */
    @Override
    public synchronized void close() {
        if (looks != null) {
            looks.cancel(false);
        }
        clock.shutdown();
        try {
            ObjectNode last = status.get();
            last.put("stopped", true);
            write(last);
        } catch (IOException | RuntimeException e) {
            LOG.debug("no last status", e);
        }
    }
}
