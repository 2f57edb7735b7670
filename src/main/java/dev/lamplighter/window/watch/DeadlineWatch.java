package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressTiming;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowTimings;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.AllNewOccurrences;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.DeadlineRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps the deadlines of occurrences, by which they should be ready and off, on the clock: whoever can't be asked meanwhile, a
 * person is told at that minute. Guarded by its owner's lock, except for {@link #heldUp}.
 */
public final class DeadlineWatch {
    /** Those of a declaration that says none, for a window that is no longer declared. */
    private static final WindowTimings UNDECLARED = new WindowTimings(
            Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(10), AddressTiming.RUNNING);
    /** A pass that takes no longer will tell itself, and may find that all is well. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final WindowClock clock;
    private final WindowAlerts windowAlerts;
    private final MissedOccurrences missed;
    private final AllNewOccurrences openings;
    /** What the occurrences lacked when they were last looked at before their end. */
    private final Map<String, String> lacked = new ConcurrentHashMap<>();
    /** Why the last pass could not see them, of those alone. */
    private final Map<String, String> unseen = new HashMap<>();

    public DeadlineWatch(DeclaredWindows windows, WindowJournal journal, WindowClock clock, WindowAlerts windowAlerts) {
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.missed = new MissedOccurrences(windows, journal, windowAlerts);
        this.openings = new AllNewOccurrences(windows, journal);
    }

    /** Another copy may act, or has. */
    public synchronized void forget() {
        lacked.clear();
        unseen.clear();
        missed.forget();
    }

    /** Tells what has passed without anybody looking. */
    public void check(Overrides overrides) {
        missed.check(overrides, clock.instant());
    }

    /** To be called before an occurrence is written down as closed: whatever is told of it must not get lost. */
    public void closing(JournalEntry entry, Overrides overrides) {
        Instant now = clock.instant();
        if (entry.phase() == Phase.CLOSED || !entry.isOpen(now)) {
            String key = key(entry);
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
    public synchronized void check(JournalEntry entry, String lacking, Overrides overrides) {
        Instant now = clock.instant();
        unseen.remove(key(entry));
        if (entry.isOpen(now)) {
            lacked.put(key(entry), lacking);
            if (entry.phase() == Phase.OPEN) {
                windowAlerts.madeUp(entry.window());
            }
        }
        late(entry, lacking, overrides, now)
                .ifPresentOrElse(
                        problem -> windowAlerts.late(entry, problem),
                        () -> windowAlerts.onTime(entry, entry.phase().name()));
    }

    /** The same of an occurrence that could not be looked at, and {@code why}. */
    public synchronized void unseen(JournalEntry entry, String why, Overrides overrides) {
        check(entry, why, overrides);
        if (entry.phase() != Phase.CLOSED) {
            unseen.put(key(entry), why);
        }
    }

    /**
     * Tells what is late while a pass waits for an answer, and what the last pass could not see, without waiting for a pass:
     * by what the journal holds, which a pass that is under way may change at any moment. Thread-safe.
     *
     * @param busy how long the pass that is under way has taken until now; zero if none is
     */
    public synchronized void heldUp(Duration busy) {
        boolean isSlow = busy.compareTo(SHORT) >= 0;
        boolean isConcerned = isSlow || !unseen.isEmpty();
        if (!isConcerned || !journal.lease().isHeld() || !windowAlerts.isLoaded() || clock.isShaken()) {
            return;
        }
        Instant now = clock.instant();
        Overrides overrides = Overrides.of(journal.instructions().all());
        List<JournalEntry> entries =
                journal.unfinished().stream().map(overrides::applied).toList();
        Stream<JournalEntry> begun = isSlow
                ? openings.each().stream().flatMap(window -> window.find(entries, overrides, now).stream())
                : Stream.of();
        Stream.concat(entries.stream(), begun)
                .filter(entry -> isSlow || unseen.containsKey(key(entry)))
                .forEach(entry -> late(entry, lacking(entry), overrides, now)
                        .ifPresent(problem -> windowAlerts.late(entry, problem)));
    }

    /** The same words for as long as nothing else is known. */
    private String lacking(JournalEntry entry) {
        String why = unseen.get(key(entry));
        if (why != null) {
            return why;
        }
        String known = lacked.getOrDefault(key(entry), "");
        return (known.isEmpty() ? "" : known + "; ") + "a pass waits for an answer of EC2";
    }

    private Optional<Problem> late(JournalEntry entry, String lacking, Overrides overrides, Instant now) {
        return DeadlineRules.check(entry, margins(entry), now, lacking)
                .filter(problem -> !new Holds(overrides, now).explain(entry));
    }

    private static String key(JournalEntry entry) {
        return entry.window() + " " + entry.start();
    }

    private WindowTimings margins(JournalEntry entry) {
        StreamingWindow window = windows.find(entry.window());
        return window == null ? UNDECLARED : window.windowTimings();
    }
}
