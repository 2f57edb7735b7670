package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.DeadlineRules;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.watch.DeadlineWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Ends a guard's occurrence if the guard could not stop its instances in time. Not thread-safe; guarded by its owner's lock.
 */
final class GuardStopTimeout {
    /** How much longer EC2 is given for instances that are stopping; most take less. */
    private static final Duration STOPPING = Duration.ofMinutes(10);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final InstantSource clock;
    private final WindowAlerts windowAlerts;
    private final DeadlineWatch deadlines;

    GuardStopTimeout(
            DeclaredWindows windows,
            WindowJournal journal,
            InstantSource clock,
            WindowAlerts windowAlerts,
            DeadlineWatch deadlines) {
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.deadlines = deadlines;
    }

    /** Whether an entry belongs to a guard whose time is over, for instances that could not be described. */
    boolean isTooLate(OccurrenceRecord entry, Instant now) {
        return isPast(entry, Duration.ZERO, now);
    }

    /**
     * Whether an entry belongs to a guard whose time is over while something is left to do; instances that are stopping are
     * given some minutes more.
     */
    boolean isTooLate(OccurrenceRecord entry, List<Decision> closing, Instant now) {
        List<Decision> left = closing.stream()
                .filter(decision -> decision.action() != Action.NONE)
                .toList();
        boolean isStopping = left.stream().allMatch(GuardStopTimeout::isStopping);
        return !left.isEmpty() && isPast(entry, isStopping ? STOPPING : Duration.ZERO, now);
    }

    private static boolean isStopping(Decision decision) {
        return decision instanceof InstanceDecision instance && instance.claim().claimPhase() == ClaimPhase.STOP_SEEN;
    }

    private boolean isPast(OccurrenceRecord entry, Duration more, Instant now) {
        StreamingWindow window = windows.find(entry.window());
        return entry.isGuard()
                && window != null
                && !now.isBefore(
                        DeadlineRules.offAt(entry, window.windowTimings()).plus(more));
    }

    /** Reports the guard, and then closes its entry in the journal. */
    void giveUp(OccurrenceRecord entry, String why, Overrides overrides) {
        deadlines.guardMissed(entry, why, overrides);
        OccurrenceRecord closed =
                entry.withReason("not stopped in time: " + why).withPhase(Phase.CLOSED);
        for (String id : entry.claims().keySet()) {
            closed = closed.withClaim(id, entry.claim(id).as(ClaimPhase.RELEASED));
        }
        journal.spans().note(closed, clock.instant());
        journal.save(closed, clock.instant());
        windowAlerts.phase(closed);
    }
}
