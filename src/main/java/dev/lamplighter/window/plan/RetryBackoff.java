package dev.lamplighter.window.plan;

import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import java.time.Duration;

/**
 * Computes how long after a refusal a start is tried again: 15 s, then twice as long each time, up to 2 min, minus a part
 * that differs between instances and tries, so that many don't try at the same moment. A restart doesn't change it, because
 * everything that it depends on is in the journal.
 */
final class RetryBackoff {
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int MOST_DOUBLINGS = 3;

    private RetryBackoff() {}

    /** @param types how many types are tried in turn; the wait grows only when all were tried */
    static Duration after(LastCall call, InstanceStartAttempts claim, int types) {
        return after(call, claim.refusals(), types);
    }

    /** @param types how many types, or types and subnets, are tried in turn */
    static Duration after(LastCall call, int refusals, int types) {
        if (refusals == 0) {
            return Duration.ZERO;
        }
        int rounds = Math.min(MOST_DOUBLINGS, (refusals - 1) / types);
        long whole = FIRST.toMillis() << rounds;
        double less = 0.75 + 0.25 * share(call.resource() + refusals);
        return Duration.ofMillis((long) (Math.min(whole, LONGEST.toMillis()) * less));
    }

    /** 0..1, spread evenly. */
    private static double share(String text) {
        return ((text.hashCode() * 0x9E3779B9) >>> 8) / (double) (1 << 24);
    }
}
