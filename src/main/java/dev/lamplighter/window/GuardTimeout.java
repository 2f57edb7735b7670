package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.JournalEntry;
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

/** Gives up what a guard could not stop as long as it may come late. Not thread-safe; guarded by its owner's lock. */
final class GuardTimeout {
    /** Most machines take less. */
    private static final Duration STOPPING = Duration.ofMinutes(10);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final InstantSource clock;
    private final WindowAlerts windowAlerts;
    private final DeadlineWatch deadlines;

    GuardTimeout(
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

    /** Whether an entry is a guard's that could not be described, and it is later after its moment than it may come. */
    boolean isTooLate(JournalEntry entry, Instant now) {
        return isPast(entry, Duration.ZERO, now);
    }

    /** Likewise, where something is left to do; EC2 is given some minutes more for what it is stopping. */
    boolean isTooLate(JournalEntry entry, List<Decision> closing, Instant now) {
        List<Decision> left = closing.stream()
                .filter(decision -> decision.action() != Action.NONE)
                .toList();
        boolean isStopping = left.stream().allMatch(GuardTimeout::isStopping);
        return !left.isEmpty() && isPast(entry, isStopping ? STOPPING : Duration.ZERO, now);
    }

    private static boolean isStopping(Decision decision) {
        return decision instanceof InstanceDecision instance && instance.claim().claimPhase() == ClaimPhase.STOP_SEEN;
    }

    private boolean isPast(JournalEntry entry, Duration more, Instant now) {
        StreamingWindow window = windows.find(entry.window());
        return entry.isGuard()
                && window != null
                && !now.isBefore(
                        DeadlineRules.offAt(entry, window.windowTimings()).plus(more));
    }

    /** Tells it, before it is written that nothing is left to do. */
    void giveUp(JournalEntry entry, String why, Overrides overrides) {
        deadlines.guardMissed(entry, why, overrides);
        JournalEntry closed = entry.withReason("not stopped in time: " + why).withPhase(Phase.CLOSED);
        for (String id : entry.claims().keySet()) {
            closed = closed.withClaim(id, entry.claim(id).as(ClaimPhase.RELEASED));
        }
        journal.spans().note(closed, clock.instant());
        journal.save(closed, clock.instant());
        windowAlerts.phase(closed);
    }
}
