package dev.lamplighter.window.hook;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookRouteDecision;
import dev.lamplighter.window.plan.PlanInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides when the operator's routes at the edges of a window run, and which decisions wait for them. */
public final class EdgeHookRules {
    private final HookRuns runs;

    public EdgeHookRules(HookRuns runs) {
        this.runs = runs;
    }

    /**
     * Runs the route before the window is ready: once everything else is in place, and again after an instance had to be
     * restarted.
     */
    public Optional<HookRouteDecision> beforeReady(
            StreamingWindow window, OccurrenceRecord entry, List<Decision> others, PlanInput planInput) {
        if (!others.stream().allMatch(decision -> decision.action() == Action.NONE)) {
            return Optional.empty();
        }
        return window.windowPolicy()
                .hooks()
                .beforeReady()
                .map(hook -> runs.decide(
                        HookRuns.Edge.BEFORE_READY, hook, entry, lastStart(entry, planInput), planInput.now()));
    }

    /**
     * Runs the route before the first instance is stopped; if no instance is to be stopped, it doesn't run.
     *
     * @param window null if it is no longer declared; then it has no routes
     * @return the decisions; while the route runs, those to stop something are replaced by decisions to wait
     */
    public List<Decision> beforeStop(
            @Nullable StreamingWindow window, OccurrenceRecord entry, List<Decision> wanted, PlanInput planInput) {
        runs.leave(HookRuns.Edge.BEFORE_READY, entry);
        if (window == null
                || wanted.stream().noneMatch(decision -> decision.action().turnsOff())) {
            return wanted;
        }
        return window.windowPolicy()
                .hooks()
                .preStop()
                .map(hook -> runs.decide(HookRuns.Edge.PRE_STOP, hook, entry, Instant.MIN, planInput.now()))
                .map(hook -> after(hook, wanted, entry))
                .orElse(wanted);
    }

    /** Interrupts what runs and forgets what is known: another copy may have acted. */
    public void forget() {
        runs.forget();
    }

    public void closed(OccurrenceRecord entry) {
        runs.leave(HookRuns.Edge.PRE_STOP, entry);
    }

    private static List<Decision> after(HookRouteDecision hook, List<Decision> wanted, OccurrenceRecord entry) {
        List<Decision> decisions = new ArrayList<>();
        decisions.add(hook);
        for (Decision decision : wanted) {
            boolean waits = hook.isWaiting() && decision.action().turnsOff();
            decisions.add(waits ? decision.waiting("waiting for " + hook.resource(), entry) : decision);
        }
        return decisions;
    }

    private static Instant lastStart(OccurrenceRecord entry, PlanInput planInput) {
        return entry.claims().keySet().stream()
                .flatMap(id -> planInput.lastCall(id).stream())
                .filter(call -> call.action().equals(Action.START.name()))
                .map(LastCall::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
