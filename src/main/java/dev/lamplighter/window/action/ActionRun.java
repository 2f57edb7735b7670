package dev.lamplighter.window.action;

import dev.lamplighter.window.plan.Action;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds one action on its way through its routes. The variable {@code action} of their exchanges holds it; steps read its
 * parts, as in {@code ${variable.action.resource}}. Thread-safe.
 */
public final class ActionRun {
    /** How far it has come. */
    public enum State {
        /** The operator's steps are running. */
        STEPS,
        /** The call is being decided again and written into the journal. */
        INTENDING,
        CALLING,
        ENDED,
        /** Its steps have exceeded their limit. */
        ABANDONED
    }

    private final DueAction due;
    private final boolean straight;
    private final AtomicReference<State> state = new AtomicReference<>(State.STEPS);
    private final CompletableFuture<ActionOutcome> outcome = new CompletableFuture<>();
    private volatile @Nullable Future<?> thread;
    private volatile @Nullable Future<?> limit;

    /** @param straight whether it goes to its call without the operator's steps */
    public ActionRun(DueAction due, boolean straight) {
        this.due = due;
        this.straight = straight;
    }

    public boolean isStraight() {
        return straight;
    }

    public String getWindow() {
        return due.window();
    }

    /** An instance id, an allocation id or a volume id. */
    public String getResource() {
        return due.resource();
    }

    /** {@code START}, {@code STOP} and so on. */
    public Action getAction() {
        return due.action();
    }

    /** Why it was decided. */
    public String getReason() {
        return due.reason();
    }

    /** The action that is on its way. */
    public DueAction due() {
        return due;
    }

    public CompletableFuture<ActionOutcome> outcome() {
        return outcome;
    }

    public void runsBy(Future<?> future) {
        thread = future;
    }

    /** Sets the timer of the limit, which is cancelled once the call is made or no longer due. */
    public void limitedBy(Future<?> future) {
        limit = future;
    }

    public boolean advance(State from, State to) {
        return state.compareAndSet(from, to);
    }

    public boolean is(State expected) {
        return state.get() == expected;
    }

    /** Ends the run; the first outcome counts. */
    public void end(ActionOutcome how) {
        state.set(State.ENDED);
        Future<?> pending = limit;
        if (how.state() != ActionOutcome.State.WAITING && pending != null) {
            pending.cancel(false);
        }
        outcome.complete(how);
    }

    /** Interrupts its steps, unless it has left them. */
    public boolean abandon() {
        boolean abandoned = advance(State.STEPS, State.ABANDONED);
        Future<?> running = thread;
        if (abandoned && running != null) {
            running.cancel(true);
        }
        return abandoned;
    }

    @Override
    public String toString() {
        return due.toString();
    }
}
