package dev.lamplighter.window.hook;

import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.journal.OccurrenceNotes;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.plan.HookRouteDecision;
import dev.lamplighter.window.plan.HookRouteDecisionRules;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the routes at the edges of windows. Each runs once per occurrence, is recorded before it starts, and is interrupted
 * when its time is over, however the clock is set. A run that was cut short by a crash starts again for the rest of its
 * time. Not thread-safe; guarded by its owner's lock.
 */
public final class HookRuns {
    /** The edges, by the keys of windows.yaml. */
    enum Edge {
        BEFORE_READY("beforeReady"),
        PRE_STOP("preStop");

        private final String key;

        Edge(String key) {
            this.key = key;
        }
    }

    private final LongSupplier nanoTime;
    private final HookRunner runner;
    private final OccurrenceNotes notes;
    private final WindowAlerts windowAlerts;
    private final Map<Key, Run> runs = new HashMap<>();

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public HookRuns(HookRunner runner, OccurrenceNotes notes, WindowAlerts windowAlerts, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.runner = runner;
        this.notes = notes;
        this.windowAlerts = windowAlerts;
    }

    /**
     * Starts or checks the run at an edge; returns a decision that says how far it is.
     *
     * @param since a run that began before doesn't count
     */
    HookRouteDecision decide(Edge edge, Hook hook, OccurrenceRecord entry, Instant since, Instant now) {
        Key key = new Key(entry.window(), entry.start(), edge);
        Run run = runs.computeIfAbsent(key, unread -> noted(unread, now));
        if (run.began == null || run.began.isBefore(since)) {
            run = begin(key, run, now);
        }
        if (run.ended) {
            return HookRouteDecisionRules.done(entry, hook);
        }
        Duration left = hook.within().minus(run.age(now, nanoTime.getAsLong()));
        if (left.isZero() || left.isNegative()) {
            run.cut();
            end(key, run);
            return HookRouteDecisionRules.cut(entry, hook);
        }
        if (run.future == null) {
            Instant deadline = now.plus(left);
            run.deadline = deadline;
            windowAlerts.began(entry, hook.route(), "until " + deadline + " at most");
            run.future = runner.begin(new HookCall(
                    hook.route(),
                    entry.window(),
                    entry.start(),
                    entry.end(),
                    List.copyOf(new TreeSet<>(entry.claims().keySet())),
                    deadline));
        }
        return run.future.isDone()
                ? ended(key, run, hook, entry)
                : HookRouteDecisionRules.running(entry, hook, run.deadline);
    }

    private Run noted(Key key, Instant now) {
        return notes.read(key.window(), key.start(), key.edge().key)
                .map(text -> Run.parse(text, now, nanoTime.getAsLong()))
                .orElseGet(Run::new);
    }

    /** The run is recorded first, so that the remaining time is known if the process is killed right after. */
    private Run begin(Key key, Run before, Instant now) {
        before.cut();
        Run run = new Run();
        run.began = now;
        run.sinceNanos = nanoTime.getAsLong();
        notes.write(key.window(), key.start(), key.edge().key, run.text());
        runs.put(key, run);
        return run;
    }

    private void end(Key key, Run run) {
        run.ended = true;
        notes.write(key.window(), key.start(), key.edge().key, run.text());
    }

    private HookRouteDecision ended(Key key, Run run, Hook hook, OccurrenceRecord entry) {
        String failure = run.failure();
        end(key, run);
        return failure == null
                ? HookRouteDecisionRules.done(entry, hook)
                : HookRouteDecisionRules.failed(entry, hook, failure);
    }

    /** Interrupts what still runs at an edge that has passed. */
    void leave(Edge edge, OccurrenceRecord entry) {
        Run run = runs.remove(new Key(entry.window(), entry.start(), edge));
        if (run != null) {
            run.cut();
        }
    }

    /** Interrupts all runs; their progress is read from the notes again when it is needed. */
    void forget() {
        runs.values().forEach(Run::cut);
        runs.clear();
    }

    private record Key(String window, Instant start, Edge edge) {}

    /** A run of a route; {@code future} is null until it runs in this process. */
    private static final class Run {
        private static final String ENDED = " ended";

        private @Nullable Instant began;
        private boolean ended;
        private @Nullable Future<?> future;
        private Instant deadline = Instant.MAX;
        /** Its age at {@link #sinceNanos}; from then on the monotonic clock counts. */
        private Duration before = Duration.ZERO;

        private long sinceNanos;

        static Run parse(String text, Instant now, long nanos) {
            Run run = new Run();
            run.sinceNanos = nanos;
            run.ended = text.endsWith(ENDED);
            Instant began = Instant.parse(text.replace(ENDED, ""));
            run.began = began;
            run.before = began.isBefore(now) ? Duration.between(began, now) : Duration.ZERO;
            return run;
        }

        String text() {
            return began + (ended ? ENDED : "");
        }

        /**
         * Its age, by the clock that says more: the wall clock may be set back, and the monotonic clock stands still while
         * the machine sleeps.
         */
        Duration age(Instant now, long nanos) {
            Duration byWall = began == null ? Duration.ZERO : Duration.between(began, now);
            Duration byNanos = before.plusNanos(nanos - sinceNanos);
            return byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
        }

        void cut() {
            if (future != null) {
                future.cancel(true);
            }
        }

        /** Why the run failed; null if it didn't. Must be called only when it has ended. */
        private @Nullable String failure() {
            try {
                if (future != null) {
                    future.get();
                }
                return null;
            } catch (ExecutionException e) {
                return String.valueOf(e.getCause() == null ? e : e.getCause());
            } catch (CancellationException e) {
                return "it was cancelled";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        }
    }
}
