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
    private final List<Later> scheduled = new ArrayList<>();
    private Instant now;
    private Duration elapsed = Duration.ZERO;
    private boolean shut;
    private boolean inline;

    public ManualTicks(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock and runs what is due by then once, then what waits. Putting the clock back takes as long. */
    public void advance(Duration step) {
        now = now.plus(step);
        elapsed = elapsed.plus(step.abs());
        tick();
    }

    /** Moves the clock from one scheduled moment to the next, as a real scheduler would. */
    public void pass(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Duration next = untilNext();
            advance(next.compareTo(Duration.between(now, end)) < 0 ? next : Duration.between(now, end));
        }
    }

    /** Until the next scheduled moment. */
    public Duration untilNext() {
        return scheduled.stream()
                .map(later -> later.due.minus(elapsed))
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(1));
    }

    public void tick() {
        List<Later> due = scheduled.stream()
                .filter(later -> later.due.compareTo(elapsed) <= 0)
                .toList();
        scheduled.removeAll(due);
        due.forEach(Later::run);
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
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Later task = new Later(command, elapsed.plusNanos(unit.toNanos(delay)));
        scheduled.add(task);
        return task;
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

    private final class Later extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final Duration due;

        Later(Runnable command, Duration due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            scheduled.remove(this);
            return super.cancel(mayInterrupt);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due.minus(elapsed));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
