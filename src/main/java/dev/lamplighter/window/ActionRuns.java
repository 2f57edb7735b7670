package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.action.ActionDueTimes;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.ActionRun;
import dev.lamplighter.window.action.ActionRun.State;
import dev.lamplighter.window.action.BlockedActionProblems;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.ec2.Ec2CallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each due action through its routes on a thread of its own, at most one per resource. If the operator's steps take
 * longer than their limit, the action goes straight to its call, so that no step can leave an instance running. Thread-safe.
 */
public final class ActionRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActionRuns.class);
    private static final int CLOSE_SECONDS = 10;

    private final Sender sender;
    private final Predicate<String> stopped;
    private final OperatorStepLimits limits;
    private final ActionDueTimes dueTimes;
    private final ExecutorService threads = ActionThreads.unbounded();
    private final ScheduledExecutorService timer = ActionThreads.timer();
    /** The latest run of each resource. */
    private final Map<String, ActionRun> runs = new ConcurrentHashMap<>();

    private volatile boolean isClosed;

    /** Sends an action to a route. */
    @FunctionalInterface
    public interface Sender {
        /**
         * Returns when the route has ended.
         *
         * @param endpoint for example {@code direct:ec2-stop}
         * @throws Exception what the route failed with
         */
        void send(String endpoint, ActionRun run) throws Exception;
    }

    /**
     * Makes a sender of actions.
     *
     * @param stopped whether the route with an id is stopped, so that nothing sent to it arrives
     */
    public ActionRuns(Sender sender, Predicate<String> stopped, OperatorStepLimits limits, ActionDueTimes dueTimes) {
        this.sender = sender;
        this.stopped = stopped;
        this.limits = limits;
        this.dueTimes = dueTimes;
    }

    /** Begins an action, unless another one of its resource is under way. Never blocks for long. */
    public void begin(StreamingWindows windows, DueAction due) {
        Duration left = limits.of(due.action()).minus(dueTimes.since(due));
        ActionRun run = new ActionRun(due, left.isNegative() || left.isZero());
        if (!isClosed && start(windows, run) && !run.isStraight()) {
            run.limitedBy(timer.schedule(() -> limitPassed(windows, due), left.toNanos(), TimeUnit.NANOSECONDS));
        }
    }

    private boolean start(StreamingWindows windows, ActionRun run) {
        String resource = run.due().resource();
        ActionRun now = runs.compute(
                resource, (id, other) -> other == null || other.outcome().isDone() ? run : other);
        if (now != run) {
            return false;
        }
        try {
            run.runsBy(threads.submit(() -> send(windows, run)));
        } catch (Throwable e) { // for example no more threads: the resource must not stay under way
            run.end(ActionOutcome.waiting(run.due(), String.valueOf(e.getMessage())));
            throw e;
        }
        return true;
    }

    private void send(StreamingWindows windows, ActionRun run) {
        String route = run.isStraight() ? run.due().callRoute() : run.due().route();
        Optional<String> missing =
                Stream.of(route, run.due().callRoute()).filter(stopped).findFirst();
        if (missing.isPresent() && !isClosed) {
            run.end(ActionOutcome.waiting(run.due(), "the route " + missing.get() + " is stopped"));
            tell(windows, run.due(), BlockedActionProblems.stopped(run.due(), missing.get()));
            return;
        }
        Throwable failure = null;
        try {
            sender.send("direct:" + route, run);
        } catch (Throwable e) { // after any failure the resource must not stay under way
            failure = e;
        }
        if (run.is(State.CALLING)) {
            String unanswered = "the route of " + run + " ended without EC2's answer";
            refused(windows, run, failure == null ? new Ec2CallException("", unanswered, null) : failure);
        } else if (run.is(State.INTENDING)) {
            // Already reported by the call to EC2 or the journal; the next pass begins the action again.
            run.end(ActionOutcome.waiting(run.due(), failure == null ? "" : String.valueOf(failure.getMessage())));
        } else if (run.is(State.STEPS)) {
            stepFailed(windows, run, route, failure);
        }
    }

    /** Sends an action to its call when the limit of its steps is over. It counts from when the action was first due. */
    private void limitPassed(StreamingWindows windows, DueAction due) {
        ActionRun run = runs.get(due.resource());
        if (isClosed || run == null || run.isStraight() || !run.due().equals(due) || dueTimes.isOver(due)) {
            return;
        }
        if (run.is(State.INTENDING) || run.is(State.CALLING)) {
            return;
        }
        ActionRun straight = new ActionRun(due, true);
        if (run.abandon()) {
            runs.put(due.resource(), straight);
            straight.runsBy(threads.submit(() -> {
                tell(windows, due, BlockedActionProblems.overLimit(due, limits));
                run.end(ActionOutcome.waiting(due, "its steps took too long; called without them"));
                send(windows, straight);
            }));
        } else {
            start(windows, straight);
        }
    }

    /**
     * Decides again and writes the call into the journal; the first step of the call's route calls this.
     *
     * @return whether the call is to be made now
     * @throws dev.lamplighter.base.ProblemException when EC2 can't be called
     */
    public boolean intend(StreamingWindows windows, ActionRun run) {
        if (!run.advance(State.STEPS, State.INTENDING)) {
            if (!isClosed) {
                // Reported in another thread, because an interrupted one must not write to the journal.
                threads.execute(() -> tell(windows, run.due(), BlockedActionProblems.tooLate(run.due())));
            }
            return false;
        }
        DueAction due = run.due();
        Optional<String> otherwise = windows.calls().intend(due);
        if (otherwise.isPresent()) {
            LOG.info("window={} no longer due: {}; now {}", due.window(), due, otherwise.get());
            dueTimes.over(due);
            run.end(ActionOutcome.refused(due, "no longer due, now " + otherwise.get()));
            return false;
        }
        run.advance(State.INTENDING, State.CALLING);
        return true;
    }

    /** Records that EC2 has accepted the call, with this answer. */
    public void done(StreamingWindows windows, ActionRun run, @Nullable Object answer) {
        windows.calls().done(run.due(), answer);
        if (!run.isStraight()) {
            windows.calls().stepsPassed(run.due());
        }
        dueTimes.over(run.due());
        run.end(ActionOutcome.done(run.due()));
    }

    /** Records that the call failed. */
    private void refused(StreamingWindows windows, ActionRun run, Throwable failure) {
        if (!run.is(State.CALLING)) {
            return;
        }
        RuntimeException known = Ec2CallException.of(run.due().action().operation(), failure);
        try {
            windows.calls().refused(run.due(), known);
            dueTimes.over(run.due());
        } finally {
            run.end(ActionOutcome.refused(run.due(), String.valueOf(known.getMessage())));
        }
    }

    /** Reports a failed step. The action stays due, and the next pass begins it again. */
    private void stepFailed(StreamingWindows windows, ActionRun run, String route, @Nullable Throwable failure) {
        DueAction due = run.due();
        String why = failure == null
                ? "a step of " + route + " has ended it before the call"
                : "a step of " + route + " failed: " + failure.getMessage();
        run.end(ActionOutcome.waiting(due, why));
        tell(windows, due, BlockedActionProblems.stepFailed(due, why));
    }

    /** Reports a problem; a failure to do so must not keep the call from being made. */
    private static void tell(StreamingWindows windows, DueAction due, Problem problem) {
        try {
            windows.calls().stepsFailed(due, problem);
        } catch (RuntimeException e) {
            LOG.error("{} window={}", problem.line(), due.window(), e);
        }
    }

    /**
     * The action under way that holds back further calls for a resource, in words; empty if there is none. Also checks the
     * limit of its steps, because the timer stands still while the machine sleeps.
     */
    public Optional<String> underWay(StreamingWindows windows, String resource) {
        ActionRun run = runs.get(resource);
        if (run == null || run.outcome().isDone()) {
            return Optional.empty();
        }
        DueAction due = run.due();
        if (!isClosed && run.is(State.STEPS) && limits.of(due.action()).compareTo(dueTimes.since(due)) <= 0) {
            threads.execute(() -> limitPassed(windows, due));
        }
        return Optional.of(due.action() + " is under way in " + due.route());
    }

    /** The states of some actions, once all have ended or {@code atMost} has passed. */
    public List<ActionOutcome> await(List<DueAction> actions, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        List<ActionOutcome> outcomes = new ArrayList<>();
        for (DueAction due : actions) {
            outcomes.add(await(due, end - System.nanoTime()));
        }
        return outcomes;
    }

    private ActionOutcome await(DueAction due, long nanos) {
        ActionRun run = runs.get(due.resource());
        ActionOutcome waiting = ActionOutcome.waiting(due, "waits in " + due.route());
        if (run == null) {
            return waiting;
        }
        try {
            return run.outcome().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return waiting;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return waiting;
        }
    }

    /** Interrupts running steps, but waits for calls that have begun. */
    public void cut() {
        isClosed = true;
        timer.shutdownNow();
        runs.values().forEach(run -> {
            if (run.abandon()) {
                run.end(ActionOutcome.waiting(run.due(), "the service ends"));
            }
        });
    }

    @Override
    public void close() {
        cut();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("ending with calls under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
