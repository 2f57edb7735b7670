package dev.lamplighter.window;

import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.override.Overrides;
import java.util.List;

/** Keeps the overrides of the journal, computed again only when there are more. Not thread-safe; guarded by its owner's lock. */
final class CurrentOverrides {
    private final WindowJournal journal;
    private List<WindowOverride> instructions = List.of();
    private Overrides overrides = Overrides.NONE;

    CurrentOverrides(WindowJournal journal) {
        this.journal = journal;
    }

    /** The overrides that the journal has now. */
    Overrides read() {
        List<WindowOverride> all = journal.instructions().all();
        if (all != instructions) {
            instructions = all;
            overrides = Overrides.of(all);
        }
        return overrides;
    }

    /** An occurrence with the overrides that were read last. */
    OccurrenceRecord applied(OccurrenceRecord entry) {
        return overrides.applied(entry);
    }
}
