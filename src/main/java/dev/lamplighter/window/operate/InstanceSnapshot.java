package dev.lamplighter.window.operate;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.forecast.OccurrenceForecast;
import dev.lamplighter.window.forecast.PlannedOccurrence;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowOverride;
import java.util.List;
import java.util.Optional;

/**
 * Holds everything that the windows know of one instance at one moment.
 *
 * @param described as EC2 describes it; empty if it doesn't list it, or can't be asked
 * @param failure why EC2 can't be asked; empty if it answered
 */
record InstanceSnapshot(WindowsSnapshot windowsSnapshot, String id, Optional<Instance> described, String failure) {
    /** Whether the journal has the call that began its present run. */
    boolean isStartedByService() {
        return described.isPresent()
                && lastCall()
                        .filter(last -> last.began(described.get().launchTime()))
                        .isPresent();
    }

    /** The hold that it is under. */
    Optional<WindowOverride> hold() {
        return windowsSnapshot.overrides().hold(id, windowsSnapshot.now());
    }

    /** The unfinished occurrences that include it. */
    List<OccurrenceRecord> unfinished() {
        return windowsSnapshot.unfinished().stream()
                .filter(entry -> entry.claims().containsKey(id))
                .toList();
    }

    /** The latest occurrence that had to do with it. */
    Optional<OccurrenceRecord> latest() {
        return windowsSnapshot.journal().latestOf(id);
    }

    Optional<LastCall> lastCall() {
        return Optional.ofNullable(windowsSnapshot.journal().lastCalls().get(id));
    }

    /** The next occurrence of a window that names it, or the one under way. */
    Optional<PlannedOccurrence> next() {
        return new OccurrenceForecast(windowsSnapshot.windowsOf(id), windowsSnapshot.overrides())
                .next(1, windowsSnapshot.now()).stream().findFirst();
    }

    /** The override that skips an occurrence, or gave it its end. */
    Optional<WindowOverride> override(OccurrenceRecord entry) {
        return windowsSnapshot
                .overrides()
                .skipping(entry.window(), entry.start())
                .or(() -> windowsSnapshot.overrides().changing(entry.window(), entry.start()));
    }
}
