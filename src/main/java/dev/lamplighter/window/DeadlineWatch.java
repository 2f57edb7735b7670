package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressesAt;
import dev.lamplighter.window.declare.Margins;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Punctuality;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** {@code windows} by name. */
    DeadlineWatch(Map<String, StreamingWindow> windows, InstantSource clock, Reports reports) {
        this.windows = windows;
        this.clock = clock;
        this.reports = reports;
    }

    /**
     * Tells if it is late, or that it no longer is.
     *
     * @param entry with the end that it has now
     * @param lacking what it still needs, or why nobody knows; empty if nothing
     */
    void check(JournalEntry entry, String lacking, Overrides overrides) {
        Instant now = clock.instant();
        Optional<Problem> late = Punctuality.check(entry, margins(entry), now, lacking)
                .filter(problem -> !new Holds(overrides, now).explain(entry));
        late.ifPresentOrElse(
                problem -> reports.late(entry.window(), problem),
                () -> reports.settled(
                        entry.window(), entry.window(), entry.phase().name()));
    }

    private Margins margins(JournalEntry entry) {
        StreamingWindow window = windows.get(entry.window());
        return window == null ? UNDECLARED : window.margins();
    }
}
