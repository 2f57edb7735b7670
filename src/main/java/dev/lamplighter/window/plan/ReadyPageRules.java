package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowCode;
import dev.lamplighter.window.declare.ReadyCheck;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.ready.ReadyResult;
import java.time.Duration;

/** Decides whether an open occurrence whose instances are in place counts as ready. Its instances stay on in any case. */
public final class ReadyPageRules {
    private ReadyPageRules() {}

    /**
     * Decides by the page's answer.
     *
     * @param waited since its instances are in place
     */
    public static CheckDecision decide(JournalEntry entry, ReadyCheck check, ReadyResult answer, Duration waited) {
        String page = check.http().toString();
        if (answer.passed()) {
            return new CheckDecision(entry.window(), page, RuleResult.of(Action.NONE, answer.reason()));
        }
        if (waited.compareTo(check.within()) < 0) {
            return new CheckDecision(entry.window(), page, RuleResult.of(Action.WAIT, answer.reason()));
        }
        Problem late = new Problem(
                WindowCode.READY_CHECK_FAILS,
                page,
                "the window is not ready",
                answer.reason(),
                "look at the machine, which is left on; the page is asked until " + entry.end());
        return new CheckDecision(entry.window(), page, RuleResult.alert(late));
    }
}
