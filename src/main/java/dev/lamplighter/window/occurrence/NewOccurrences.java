package dev.lamplighter.window.occurrence;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.LastReconcileRecord;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the occurrences of one window whose lead has begun and that the journal doesn't know. Not thread-safe. */
public final class NewOccurrences {
    private final OccurrenceCache occurrenceCache;
    private final WindowJournal journal;

    NewOccurrences(StreamingWindow window, WindowJournal journal) {
        this.occurrenceCache = new OccurrenceCache(window);
        this.journal = journal;
    }

    public StreamingWindow window() {
        return occurrenceCache.window();
    }

    /**
     * The occurrences to be opened now, as journal entries.
     *
     * @param entries the unfinished ones, of all windows
     */
    public List<OccurrenceRecord> find(List<OccurrenceRecord> entries, Overrides overrides, Instant now) {
        StreamingWindow window = window();
        List<OccurrenceRecord> found = new ArrayList<>();
        for (Occurrence occurrence : overrides.open(window, occurrenceCache.open(now), now)) {
            // Most are known: only for others all entries are looked through.
            if (journal.find(window.name(), occurrence.start()).isEmpty()
                    && Stream.concat(entries.stream(), found.stream())
                            .noneMatch(previous -> isBefore(previous, window, occurrence, now))
                    && (!window.isGuard() || isDeclaredBy(occurrence.start()))) {
                found.add(entry(window, occurrence));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Whether a guard was declared before its moment. If not, it doesn't act for that moment: an edit must not stop
     * instances at once.
     */
    private boolean isDeclaredBy(Instant moment) {
        LastReconcileRecord.Declared declared =
                journal.reconcileLog().declared().get(window().name());
        return declared != null
                && declared.schedule().equals(ScheduleFingerprint.of(window().schedule()))
                && !declared.since().isAfter(moment);
    }

    private static OccurrenceRecord entry(StreamingWindow window, Occurrence occurrence) {
        List<String> instances = window.windowResources().instances();
        return window.isGuard()
                ? OccurrenceRecord.guarding(window.name(), occurrence.start(), instances)
                : OccurrenceRecord.opening(window.name(), occurrence.start(), occurrence.end(), instances);
    }

    /** Whether an open occurrence on one of a window's instances ends before another begins: its lead waits for that. */
    private static boolean isBefore(
            OccurrenceRecord previous, StreamingWindow window, Occurrence occurrence, Instant now) {
        boolean isOwn = previous.window().equals(window.name())
                && !window.windowResources().launches().isEmpty();
        if (isOwn && previous.isOpen(now) && !previous.end().isAfter(occurrence.start())) {
            return true; // what it launched is another set of machines, at the same addresses
        }
        return previous.isOpen(now)
                && previous.end().isBefore(occurrence.start())
                && window.windowResources().instances().stream().anyMatch(previous.claims()::containsKey);
    }
}
