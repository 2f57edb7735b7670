package dev.lamplighter.window.plan;

import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.Hook;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Instant;

/** Decides by the state of a route at an edge of a window. Whether the route succeeds or fails, the window goes on. */
public final class HookRouteDecisionRules {
    private HookRouteDecisionRules() {}

    public static HookRouteDecision running(OccurrenceRecord entry, Hook hook, Instant deadline) {
        return decision(entry, hook, RuleResult.of(Action.WAIT, "the route runs, until " + deadline + " at most"));
    }

    public static HookRouteDecision done(OccurrenceRecord entry, Hook hook) {
        return decision(entry, hook, RuleResult.of(Action.NONE, "the route has run"));
    }

    public static HookRouteDecision cut(OccurrenceRecord entry, Hook hook) {
        return decision(
                entry,
                hook,
                RuleResult.alert(new Problem(
                        WindowProblemCode.HOOK_CUT,
                        hook.route(),
                        "the route was interrupted",
                        "it had not ended within " + DurationText.words(hook.within()) + ", and the window goes on",
                        "find out what it waits for, or give it more time with within")));
    }

    public static HookRouteDecision failed(OccurrenceRecord entry, Hook hook, String why) {
        return decision(
                entry,
                hook,
                RuleResult.alert(new Problem(
                        WindowProblemCode.HOOK_FAILED,
                        hook.route(),
                        "the route failed, and the window goes on without it",
                        why,
                        "correct the route; do by hand what it should have done")));
    }

    private static HookRouteDecision decision(OccurrenceRecord entry, Hook hook, RuleResult ruleResult) {
        return new HookRouteDecision(entry.window(), hook.route(), ruleResult);
    }
}
