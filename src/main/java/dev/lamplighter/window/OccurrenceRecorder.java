package dev.lamplighter.window;

import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.occurrence.NewOccurrences;
import dev.lamplighter.window.occurrence.NewOccurrencesByWindow;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.state.OccurrenceRegions;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes occurrences into the journal as soon as their lead begins. Not thread-safe; guarded by its owner's lock. */
final class OccurrenceRecorder {
    private final WindowJournal journal;
    private final OccurrenceRegions places;
    private final WindowAlerts windowAlerts;
    private final NewOccurrencesByWindow openings;

    OccurrenceRecorder(
            DeclaredWindows windows, WindowJournal journal, OccurrenceRegions places, WindowAlerts windowAlerts) {
        this.journal = journal;
        this.places = places;
        this.windowAlerts = windowAlerts;
        this.openings = new NewOccurrencesByWindow(windows, journal);
    }

    /**
     * The unfinished entries, including those whose lead has just begun, which are written here.
     *
     * @param failures takes the failures of single windows
     */
    List<OccurrenceRecord> unfinished(Overrides overrides, Instant now, List<RuntimeException> failures) {
        List<OccurrenceRecord> entries = new ArrayList<>(
                journal.unfinished().stream().map(overrides::applied).toList());
        for (NewOccurrences opening : openings.each()) {
            try {
                open(opening, overrides, now, entries);
            } catch (JournalException e) {
                throw e;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        places.retain(entries);
        return List.copyOf(entries);
    }

    private void open(NewOccurrences window, Overrides overrides, Instant now, List<OccurrenceRecord> entries) {
        for (OccurrenceRecord opened : window.find(entries, overrides, now)) {
            places.opening(window.window(), opened.start());
            journal.save(opened, now);
            windowAlerts.phase(opened);
            entries.add(opened);
        }
    }

    /** Writes an orphan into the journal as launched by an occurrence that has ended, so that the next pass terminates it. */
    void adopt(OrphanWatch.Orphan orphan, String reason, Instant now) {
        String window = orphan.window();
        Instant start = orphan.occurrence();
        OccurrenceRecord entry = journal.find(window, start)
                .orElseGet(() -> OccurrenceRecord.opening(window, start, start.plusSeconds(1), List.of()));
        int attempt =
                1 + entry.lastLaunch(orphan.slot()).map(SlotLaunch::attempt).orElse(0);
        SlotLaunch launch = SlotLaunch.requested(
                        orphan.slot(),
                        attempt,
                        1,
                        orphan.token(),
                        "",
                        0,
                        orphan.instance().launchTime())
                .launched(orphan.instance().id(), "");
        places.opening(window, start, orphan.accountRegion());
        journal.save(entry.withPhase(Phase.CLOSING).withLaunch(launch).withReason(reason), now);
    }
}
