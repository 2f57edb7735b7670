package dev.lamplighter.window.occurrence;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.WindowJournal;
import java.util.List;

/** Finds the new occurrences of each window that is declared now. Not thread-safe; guarded by its owner's lock. */
public final class NewOccurrencesByWindow {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private List<StreamingWindow> of = List.of();
    private List<NewOccurrences> each = List.of();

    public NewOccurrencesByWindow(DeclaredWindows windows, WindowJournal journal) {
        this.windows = windows;
        this.journal = journal;
    }

    /** One finder for each window, in the order of the file. */
    public List<NewOccurrences> each() {
        List<StreamingWindow> now = windows.all();
        if (now != of) { // their occurrences are computed hours ahead
            each = now.stream()
                    .map(window -> new NewOccurrences(window, journal))
                    .toList();
            of = now;
        }
        return each;
    }
}
