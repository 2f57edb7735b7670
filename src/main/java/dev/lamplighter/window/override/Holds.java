package dev.lamplighter.window.override;

import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.InstanceDecision;
import java.time.Instant;
import java.util.Optional;

/**
 * Applies the holds at one instant to decisions. An instance that was on is not stopped, and one that was off is not
 * started; manual changes are left alone. What is held back is done as soon as the hold is over, if it is still needed.
 * Immutable.
 */
public final class Holds {
    private final Overrides overrides;
    private final Instant now;

    public Holds(Overrides overrides, Instant now) {
        this.overrides = overrides;
        this.now = now;
    }

    /** The decision itself, or a decision to wait for the end of a hold, which leaves the claim as it is in the entry. */
    public InstanceDecision laidOver(InstanceDecision decision, OccurrenceRecord entry) {
        return holdingBack(decision, entry)
                .map(hold -> decision.waiting(words(hold), entry))
                .orElse(decision);
    }

    /** Whether holds explain everything that an entry waits for; then it is not late, because an operator wants it so. */
    public boolean explain(OccurrenceRecord entry) {
        boolean closing = !entry.isOpen(now);
        return entry.claims().entrySet().stream()
                .filter(claim -> claim.getValue().claimPhase() != ClaimPhase.RELEASED
                        && (closing || claim.getValue().claimPhase() != ClaimPhase.HELD))
                .map(claim -> overrides
                        .hold(claim.getKey(), now)
                        .filter(hold -> hold.overrideType() == (closing ? OverrideType.HOLD_ON : OverrideType.HOLD_OFF))
                        .isPresent())
                .reduce((one, other) -> one && other)
                .orElse(false);
    }

    /** {@code held on until 2026-11-22T18:00:00Z by ann: why}. */
    public static String words(WindowOverride hold) {
        return (hold.overrideType() == OverrideType.HOLD_ON ? "held on until " : "held off until ") + hold.until() + " "
                + hold.auditInfo().words();
    }

    /**
     * The hold that forbids the decision. A change of type before a start is held back with the start; giving back an
     * instance's own type is not.
     */
    private Optional<WindowOverride> holdingBack(InstanceDecision decision, OccurrenceRecord entry) {
        Optional<WindowOverride> hold = overrides.hold(decision.resource(), now);
        if (decision.action().ends()) {
            return hold.filter(held -> held.overrideType() == OverrideType.HOLD_ON);
        }
        boolean isStart =
                decision.action() == Action.START || (decision.action() == Action.MODIFY && entry.isOpen(now));
        return hold.filter(held -> isStart && held.overrideType() == OverrideType.HOLD_OFF);
    }
}
