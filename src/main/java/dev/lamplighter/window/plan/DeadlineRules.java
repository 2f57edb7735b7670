package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.AddressAssociationTiming;
import dev.lamplighter.window.declare.WindowTimings;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks whether an occurrence is ready, and later off, by its deadlines. Deadlines pass by the clock, even if EC2 doesn't
 * answer.
 */
public final class DeadlineRules {
    /** The time allowed for what can begin only at the start. */
    private static final Duration AFTER_START = Duration.ofMinutes(2);

    private DeadlineRules() {}

    /**
     * The problem to report if it is late.
     *
     * @param lacking what it still needs, or why that isn't known; empty if there is nothing to say
     */
    public static Optional<Problem> check(
            OccurrenceRecord entry, WindowTimings windowTimings, Instant now, String lacking) {
        if (entry.phase() == Phase.CLOSED || entry.isGuard()) { // a guard is reported as missed instead
            return Optional.empty();
        }
        if (!entry.isOpen(now)) {
            return now.isBefore(offAt(entry, windowTimings)) ? Optional.empty() : Optional.of(notOff(entry, lacking));
        }
        boolean isReady = entry.phase() == Phase.OPEN;
        return isReady || now.isBefore(readyAt(entry, windowTimings)) || isLeftOff(entry)
                ? Optional.empty()
                : Optional.of(notReady(entry, lacking));
    }

    /**
     * The deadline for being ready. A lead too short for {@code readyBy}, also one of a slot, is measured at the start; without any
     * lead, or with addresses that come at the start, two minutes after.
     */
    public static Instant readyAt(OccurrenceRecord entry, WindowTimings windowTimings) {
        if (windowTimings.lastLead().isZero() || windowTimings.addresses() == AddressAssociationTiming.OPENS) {
            return entry.start().plus(AFTER_START);
        }
        return windowTimings.readyBy().compareTo(windowTimings.lastLead()) < 0
                ? entry.start().minus(windowTimings.readyBy())
                : entry.start();
    }

    /** The deadline for being off. */
    public static Instant offAt(OccurrenceRecord entry, WindowTimings windowTimings) {
        return entry.end().plus(windowTimings.grace());
    }

    /** Whether it is off because a person stopped an instance, which was reported already. */
    public static boolean isLeftOff(OccurrenceRecord entry) {
        return entry.claims().values().stream().anyMatch(claim -> claim.claimPhase() == ClaimPhase.LEFT);
    }

    /** The name of an occurrence in problems. */
    public static String words(OccurrenceRecord entry) {
        return "the window of " + entry.start();
    }

    private static Problem notReady(OccurrenceRecord entry, String lacking) {
        return new Problem(
                WindowProblemCode.NOT_READY,
                entry.window(),
                words(entry) + " is not ready",
                lacking.isEmpty() ? "the service has not looked yet at what it needs" : lacking,
                "look at the other lines about this window; the service goes on trying until " + entry.end());
    }

    private static Problem notOff(OccurrenceRecord entry, String lacking) {
        return new Problem(
                WindowProblemCode.NOT_OFF,
                entry.window(),
                words(entry) + " is still not off",
                "it ended at " + entry.end() + ", and the time to be off (grace) has passed"
                        + (lacking.isEmpty() ? "" : "; " + lacking),
                "look at " + String.join(", ", new TreeSet<>(entry.claims().keySet()))
                        + ", and stop by hand what is on");
    }
}
