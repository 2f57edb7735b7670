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

/** One process that converts, from its start to its end. Its standard input stays open until then: it ends when that does. */
final class WorkerProcess implements AutoCloseable {
    /** Longer than it takes to clear up when it is told to end: a socket is waited for 30 s. */
    private static final int FAREWELL_SECONDS = 45;

    /** The JVM tells in its first lines what happened, and more in its file. */
    private static final int LONGEST_STRAY = 300;

    private final Process process;
    private final Path temporary;
    private @Nullable WorkerMessage last;
    private String stray = "";

    WorkerProcess(WorkerCommand command) throws IOException {
        temporary = Files.createTempDirectory("lamplighter-conversion");
        try {
            process = command.start(temporary);
        } catch (IOException e) {
            remove(temporary);
            throw e;
        }
    }

    /**
     * Lets it do something, until it has ended. Who waits and is interrupted takes it down.
     *
     * @param progress is shown what it says meanwhile
     * @return what it said last; null when it ended without a word
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

    /** How it ended: as a shell tells, 128 and the number of the signal where it was one. */
    int exitCode() {
        return process.exitValue();
    }

    /** What it wrote that is no answer: the JVM's own last words, or nothing. */
    String stray() {
        return stray;
    }

    /** Tells it to end, and waits until it has taken back what it wrote. */
    void end() {
        process.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
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

    /** One that ended before it had heard all is known by how it ended. */
    private void tell(WorkerJob workerJob) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((workerJob.line() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            stray = String.valueOf(e.getMessage());
        }
    }

    /** However this ends, nobody waits for a process that is not heard any more: it would write into a full pipe. */
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

    /** Null at the end; never more of a line than the process may say. */
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
