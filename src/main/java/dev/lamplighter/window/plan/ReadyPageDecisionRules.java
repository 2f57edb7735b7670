package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.ReadyCheck;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.ready.ReadyResult;
import java.time.Duration;

/** Decides whether an open occurrence whose instances are in place counts as ready. Its instances stay on in any case. */
public final class ReadyPageDecisionRules {
    private ReadyPageDecisionRules() {}

    /**
     * Decides by the page's answer.
     *
     * @param waited since its instances are in place
     */
    public static ReadyCheckDecision decide(
            OccurrenceRecord entry, ReadyCheck check, ReadyResult answer, Duration waited) {
        String page = check.http().toString();
        if (answer.passed()) {
            return new ReadyCheckDecision(entry.window(), page, RuleResult.of(Action.NONE, answer.reason()));
        }
        if (waited.compareTo(check.within()) < 0) {
            return new ReadyCheckDecision(entry.window(), page, RuleResult.of(Action.WAIT, answer.reason()));
        }
        Problem late = new Problem(
                WindowProblemCode.READY_CHECK_FAILS,
                page,
                "the window is not ready",
                answer.reason(),
                "look at the machine, which is left on; the page is asked until " + entry.end());
        return new ReadyCheckDecision(entry.window(), page, RuleResult.alert(late));
    }
}
