package dev.lamplighter.panel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A clock and a scheduler that go only when the test says so. What is submitted waits for {@link #run}, except that a
 * task submitted with {@code inline} set runs at once, as close() needs.
 */
public final class ManualTicks extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> periodic = new ArrayList<>();
    private Instant now;
    private boolean shut;
    private boolean inline;

    public ManualTicks(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock and runs what is periodic once, then what waits. */
    public void advance(Duration step) {
        now = now.plus(step);
        tick();
    }

    public void tick() {
        List.copyOf(periodic).forEach(Runnable::run);
        run();
    }

    public void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    public int waiting() {
        return waiting.size();
    }

    public void runSubmittedAtOnce() {
        inline = true;
    }

    @Override
    public void execute(Runnable command) {
        if (shut) {
            throw new RejectedExecutionException("shut down");
        }
        if (inline) {
            command.run();
        } else {
            waiting.add(command);
        }
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        Periodic task = new Periodic(command);
        periodic.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shut = true;
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shut;
    }

    private final class Periodic extends FutureTask<Object> implements ScheduledFuture<Object> {
        Periodic(Runnable command) {
            super(command, null);
        }

        @Override
        public void run() {
            runAndReset();
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            periodic.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
