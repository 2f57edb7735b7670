package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.InstanceHealth.Verdict;

/**
 * Turns single results into a stable verdict: IMPAIRED if enough of the last results have failed, OK again if enough of
 * those since then have passed. As long as there is no verdict, the first pass makes it OK. Not thread-safe.
 */
final class Hysteresis {
    private final MOutOfNThreshold fails;
    private final MOutOfNThreshold recovers;
    private Verdict verdict = Verdict.UNKNOWN;
    private long failed;
    private long passed;

    Hysteresis(MOutOfNThreshold fails, MOutOfNThreshold recovers) {
        this.fails = fails;
        this.recovers = recovers;
    }

    /** Adds a result; returns the verdict. */
    Verdict take(boolean pass) {
        passed = passed << 1 | (pass ? 1 : 0);
        failed = failed << 1 | (pass ? 0 : 1);
        if (verdict == Verdict.IMPAIRED && recovers.isMet(passed)) {
            become(Verdict.OK);
        } else if (verdict != Verdict.IMPAIRED && fails.isMet(failed)) {
            become(Verdict.IMPAIRED);
        } else if (verdict == Verdict.UNKNOWN && pass) {
            verdict = Verdict.OK;
        }
        return verdict;
    }

    /** Changes the verdict and forgets the results so far, so that they don't count for the next change. */
    private void become(Verdict next) {
        verdict = next;
        passed = 0;
        failed = 0;
    }
}
