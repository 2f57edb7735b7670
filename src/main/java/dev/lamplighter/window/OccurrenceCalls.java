package dev.lamplighter.window;

import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.LaunchedInstance;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.state.OccurrenceRegions;
import java.util.Optional;

/**
 * Records how the call of an action went, with the occurrence that the action belongs to. Not thread-safe; guarded by its
 * owner's lock.
 */
final class OccurrenceCalls {
    private final WindowJournal journal;
    private final CurrentOverrides overrides;
    private final OccurrenceRegions places;
    private final CallJournal calls;

    OccurrenceCalls(WindowJournal journal, CurrentOverrides overrides, OccurrenceRegions places, CallJournal calls) {
        this.journal = journal;
        this.overrides = overrides;
        this.places = places;
        this.calls = calls;
    }

    /** The occurrence of an action as the journal has it now, with its overrides. */
    Optional<OccurrenceRecord> entry(DueAction due) {
        return journal.find(due.window(), due.start()).map(overrides::applied);
    }

    /**
     * Records that EC2 has accepted a call that was {@link ReconcilePass#intend intended}.
     *
     * @param launched the instance that the call has launched, if it was to launch one
     */
    void done(DueAction due, Optional<LaunchedInstance> launched) {
        if (launched.isPresent()) {
            entry(due).ifPresent(entry -> calls.launched(due.decision(), entry, launched.get()));
        }
        calls.done(due.decision());
    }

    /** Records that a call that was {@link ReconcilePass#intend intended} failed. */
    void refused(DueAction due, RuntimeException failure) {
        entry(due).ifPresent(entry -> calls.refused(due.decision(), entry, failure));
    }

    /** Counts a call that a route has made, with its error code; empty if none. */
    void count(DueAction due, String errorCode) {
        ec2(due).called(due.action().operation(), errorCode);
    }

    Ec2Actions ec2(DueAction due) {
        return entry(due).map(places::ec2).orElseThrow(() -> new IllegalArgumentException("no occurrence of " + due));
    }

    AccountRegion accountRegion(DueAction due) {
        return entry(due).map(places::of).orElse(AccountRegion.OWN);
    }
}
