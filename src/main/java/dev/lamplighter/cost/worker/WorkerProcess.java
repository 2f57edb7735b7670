package dev.lamplighter.cost.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Handles one process that converts, from its start to its end. Its standard input stays open until then; the process ends
 * when it is closed.
 */
final class WorkerProcess implements AutoCloseable {
    /** How long its end is waited for: longer than it needs to clean up, with a socket timeout of 30 s. */
    private static final int CLOSE_SECONDS = 45;

    /** The longest text kept of other output: the JVM's first lines say what happened, its file has more. */
    private static final int LONGEST_STRAY = 300;

    private final Process process;
    private final Path temporary;
    private @Nullable WorkerMessage last;
    private String stray = "";

    WorkerProcess(WorkerProcessStarter command) throws IOException {
        temporary = Files.createTempDirectory("lamplighter-conversion");
        try {
            process = command.start(temporary);
        } catch (IOException e) {
            remove(temporary);
            throw e;
        }
    }

    /**
     * Gives it a job and waits until it has ended. If the waiting thread is interrupted, the process is ended.
     *
     * @param progress takes its messages meanwhile
     * @return its last message; null when it ended without one
     */
    @Nullable
    WorkerMessage ask(WorkerJob workerJob, Consumer<WorkerMessage> progress) throws IOException {
        Thread listener = new Thread(() -> listen(progress), "conversion-listener");
        listener.setDaemon(true);
        listener.start();
        try {
            tell(workerJob);
            process.waitFor();
            listener.join();
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a report was converted");
        }
        return last;
    }

    /** The exit code as in a shell: 128 and the number of the signal if one ended it. */
    int exitCode() {
        return process.exitValue();
    }

    /** Its output that is no message: the JVM's own text, or empty. */
    String stray() {
        return stray;
    }

    /** Asks it to end, and waits until it has removed what it wrote. */
    void end() {
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends the job; a process that ended before it had read everything shows that by its exit code. */
    private void tell(WorkerJob workerJob) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((workerJob.line() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            stray = String.valueOf(e.getMessage());
        }
    }

    /**
     * Reads its messages. However this ends, nobody must wait for a process whose output is no longer read, because it would
     * block on a full pipe.
     */
    private void listen(Consumer<WorkerMessage> progress) {
        boolean heardOut = false;
        try (InputStream all = process.getInputStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(all, StandardCharsets.UTF_8))) {
            for (String line = line(lines); line != null; line = line(lines)) {
                hear(line, progress);
            }
            heardOut = true;
        } catch (IOException e) {
            stray = stray.isEmpty() ? String.valueOf(e.getMessage()) : stray;
        } finally {
            if (!heardOut) {
                process.destroyForcibly();
            }
        }
    }

    private void hear(String line, Consumer<WorkerMessage> progress) {
        WorkerMessage workerMessage = WorkerMessage.of(line).orElse(null);
        if (workerMessage == null) {
            stray = stray.length() < LONGEST_STRAY ? (stray + " " + line).strip() : stray;
        } else if (workerMessage.isProgress()) {
            progress.accept(workerMessage);
        } else {
            last = workerMessage;
        }
    }

    /** A line; null at the end. Never longer than a message may be. */
    private static @Nullable String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            if (letter == '\n') {
                return line.toString();
            }
            if (line.length() > ConversionWorker.LONGEST_ANSWER + 1000) {
                throw new IOException("a line too long");
            }
            line.append((char) letter);
        }
        return line.isEmpty() ? null : line.toString();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            end();
        }
        process.getOutputStream().close();
        remove(temporary);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
