package dev.lamplighter.cost.parquet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the steps of a conversion on threads, or each at once in the calling thread. */
final class ConversionExecutor implements AutoCloseable {
    private final @Nullable ExecutorService threads;
    private final Executor executor;

    /**
     * Begins the threads.
     *
     * @param count 0 for none
     */
    ConversionExecutor(int count) {
        threads = count == 0 ? null : Executors.newFixedThreadPool(count, ConversionExecutor::thread);
        executor = threads == null ? Runnable::run : threads;
    }

    /** A step of the work. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    CompletableFuture<Void> run(Step step) {
        return after(CompletableFuture.completedFuture(null), step);
    }

    /** Runs a step once what it needs is done. */
    CompletableFuture<Void> after(CompletableFuture<?> needed, Step step) {
        return needed.thenRunAsync(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                executor);
    }

    /** Waits for a step; throws its failure. */
    static void await(CompletableFuture<?> done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException inner ? inner.getCause() : e.getCause();
            if (cause instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException("steps throw nothing else", cause);
        }
    }

    /** Drops steps that have not begun, interrupts the others, and waits for their end. */
    @Override
    public void close() {
        if (threads == null) {
            return;
        }
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "convert");
        thread.setDaemon(true);
        return thread;
    }
}
