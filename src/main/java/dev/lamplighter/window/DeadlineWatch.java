package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressesAt;
import dev.lamplighter.window.declare.Margins;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Punctuality;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the deadlines of occurrences, by which they should be ready and off, on the clock: whoever can't be asked meanwhile, a
 * person is told at that minute. Not thread-safe; guarded by its owner's lock.
 */
final class DeadlineWatch {
    /** Those of a declaration that says none, for a window that is no longer declared. */
    private static final Margins UNDECLARED =
            new Margins(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(10), AddressesAt.RUNNING);

    private final Map<String, StreamingWindow> windows;
    private final InstantSource clock;
    private final Reports reports;
    private final MissedOccurrences missed;
    /** What the occurrences lacked when they were last looked at before their end. */
    private final Map<String, String> lacked = new HashMap<>();

    /** {@code windows} by name. */
    DeadlineWatch(Map<String, StreamingWindow> windows, WindowJournal journal, InstantSource clock, Reports reports) {
        this.windows = windows;
        this.clock = clock;
        this.reports = reports;
        this.missed = new MissedOccurrences(windows.values(), journal, reports);
    }

    /** Another copy may act, or has. */
    void forget() {
        lacked.clear();
        missed.forget();
    }

    /** Tells what has passed without anybody looking. */
    void look(Overrides overrides) {
        missed.look(overrides, clock.instant());
    }

    /** To be called before an occurrence is written down as closed: whatever is told of it must not get lost. */
    void closing(JournalEntry entry, Overrides overrides) {
        Instant now = clock.instant();
        if (entry.phase() == Phase.CLOSED || !entry.isOpen(now)) {
            String key = entry.window() + " " + entry.start();
            missed.judge(entry, lacked.getOrDefault(key, ""), overrides, now);
            if (entry.phase() == Phase.CLOSED) {
                lacked.remove(key);
            }
        }
    }

    /**
     * Tells if it is late, or that it no longer is.
     *
     * @param entry with the end that it has now
     * @param lacking what it still needs, or why nobody knows; empty if nothing
     */
    void check(JournalEntry entry, String lacking, Overrides overrides) {
        Instant now = clock.instant();
        if (entry.isOpen(now)) {
            lacked.put(entry.window() + " " + entry.start(), lacking);
            if (entry.phase() == Phase.OPEN) {
                reports.madeUp(entry.window());
            }
        }
        Optional<Problem> late = Punctuality.check(entry, margins(entry), now, lacking)
                .filter(problem -> !new Holds(overrides, now).explain(entry));
        late.ifPresentOrElse(
                problem -> reports.late(entry, problem),
                () -> reports.onTime(entry, entry.phase().name()));
    }

    private Margins margins(JournalEntry entry) {
        StreamingWindow window = windows.get(entry.window());
        return window == null ? UNDECLARED : window.margins();
    }
}
