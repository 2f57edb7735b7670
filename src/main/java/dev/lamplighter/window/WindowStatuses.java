package dev.lamplighter.window;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the status of each window. Not thread-safe; guarded by its owner's lock. */
final class WindowStatuses {
    private final WindowJournal journal;
    private final WindowAlerts windowAlerts;

    WindowStatuses(WindowJournal journal, WindowAlerts windowAlerts) {
        this.journal = journal;
        this.windowAlerts = windowAlerts;
    }

    /** The declared windows in the order of the file, then those that only the journal has. */
    List<WindowStatus> of(List<StreamingWindow> windows, Instant now) {
        Overrides overrides = Overrides.of(journal.instructions().all());
        List<OccurrenceRecord> unfinished =
                journal.unfinished().stream().map(overrides::applied).toList();
        List<WindowStatus> found = new ArrayList<>();
        for (StreamingWindow window : windows) {
            Optional<OccurrenceRecord> entry = unfinished.stream()
                    .filter(candidate -> candidate.window().equals(window.name()))
                    .reduce((first, last) -> last);
            found.add(entry.map(under -> status(under, window.schedule().zone()))
                    .orElseGet(() -> waiting(window, overrides, now)));
        }
        unfinished.stream()
                .filter(entry ->
                        windows.stream().noneMatch(window -> window.name().equals(entry.window())))
                .forEach(entry -> found.add(status(entry, ZoneId.of("UTC"))));
        return found;
    }

    private WindowStatus waiting(StreamingWindow window, Overrides overrides, Instant now) {
        WindowStatus.Times times = overrides
                .next(window, now)
                .map(occurrence -> times(
                        occurrence.start(), occurrence.end(), window.schedule().zone()))
                .orElse(WindowStatus.Times.NEVER);
        return status(window.name(), window.isGuard() ? WindowStatus.GUARD : "WAITING", times);
    }

    private WindowStatus status(OccurrenceRecord entry, ZoneId zone) {
        return status(entry.window(), entry.phase().name(), times(entry.start(), entry.end(), zone));
    }

    private WindowStatus status(String name, String state, WindowStatus.Times times) {
        String lastAction = windowAlerts
                .lastAction(name)
                .or(() -> journal.latest(name).map(OccurrenceRecord::lastReason))
                .orElse("");
        return new WindowStatus(
                name, state, times, lastAction, windowAlerts.lastProblem(name).orElse(""));
    }

    private static WindowStatus.Times times(Instant start, Instant end, ZoneId zone) {
        return new WindowStatus.Times(
                start.atZone(zone).toString(), end.atZone(zone).toString());
    }
}
