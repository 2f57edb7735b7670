package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.watch.WindowAlerts;
import java.util.List;

/** Reports for each occurrence why a pass could not reconcile it. */
final class ReconcileFailures {
    private final OccurrenceReconciler occurrences;
    private final WindowAlerts windowAlerts;

    ReconcileFailures(OccurrenceReconciler occurrences, WindowAlerts windowAlerts) {
        this.occurrences = occurrences;
        this.windowAlerts = windowAlerts;
    }

    /** Reports that the resources of these occurrences can't be described. */
    void unseen(List<OccurrenceRecord> there, Problem problem) {
        for (OccurrenceRecord entry : there) {
            occurrences.unseen(entry, problem);
            windowAlerts.suffers(entry.window(), problem);
        }
    }

    /** Reports an unexpected failure. A failure of the journal is thrown again, which ends the pass; any other must not. */
    void unexpected(OccurrenceRecord entry, RuntimeException failure) {
        Problem cause = ReconcileFailureLog.of(failure, looking(entry));
        Problem problem =
                new Problem(cause.code(), looking(entry), cause.what(), cause.why(), cause.fix(), Problem.Kind.REFUSED);
        windowAlerts.failed(entry.window(), problem);
        try {
            occurrences.unseen(entry, problem);
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            windowAlerts.suffers(entry.window(), ReconcileFailureLog.of(e, looking(entry)));
        }
    }

    /** Clears what an earlier pass has reported. */
    void settled(OccurrenceRecord entry) {
        windowAlerts.settled(entry.window(), looking(entry), "it could be looked at");
    }

    private static String looking(OccurrenceRecord entry) {
        return "look at " + entry.window();
    }
}
