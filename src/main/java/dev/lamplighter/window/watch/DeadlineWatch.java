package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressAssociationTiming;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowTimings;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.occurrence.NewOccurrencesByWindow;
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
 * Reports occurrences that miss their deadlines, by which they should be ready and off, at the minute of the deadline, even
 * if EC2 or the database doesn't answer meanwhile. Guarded by its owner's lock, except for {@link #heldUp}.
 */
public final class DeadlineWatch {
    /** The default timings, for a window that is no longer declared. */
    private static final WindowTimings UNDECLARED = new WindowTimings(
            Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(10), AddressAssociationTiming.RUNNING);
    /** A pass that takes no longer than this reports its deadlines itself, and may find that all is well. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final WindowClock clock;
    private final WindowAlerts windowAlerts;
    private final NeverReadyOccurrences missed;
    private final NewOccurrencesByWindow openings;
    /** What the occurrences lacked at the last pass before their end. */
    private final Map<String, String> lacked = new ConcurrentHashMap<>();
    /** Why the last pass could not describe them; only of occurrences that it could not. */
    private final Map<String, String> unseen = new HashMap<>();

    public DeadlineWatch(DeclaredWindows windows, WindowJournal journal, WindowClock clock, WindowAlerts windowAlerts) {
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.missed = new NeverReadyOccurrences(windows, journal, windowAlerts);
        this.openings = new NewOccurrencesByWindow(windows, journal);
    }

    /** Forgets what is known: another copy may have acted. */
    public synchronized void forget() {
        lacked.clear();
        unseen.clear();
        missed.forget();
    }

    /** Reports occurrences that passed between two passes. */
    public void check(Overrides overrides) {
        missed.check(overrides, clock.instant());
    }

    /** Must be called before an occurrence is written as closed, so that no report about it is lost. */
    public void closing(OccurrenceRecord entry, Overrides overrides) {
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
     * Reports that an occurrence is late, or that it no longer is.
     *
     * @param entry with the end that it has now
     * @param lacking what it still needs, or why that isn't known; empty if nothing
     */
    public synchronized void check(OccurrenceRecord entry, String lacking, Overrides overrides) {
        Instant now = clock.instant();
        unseen.remove(key(entry));
        if (entry.isOpen(now)) {
            lacked.put(key(entry), lacking);
            if (entry.phase() == Phase.OPEN) {
                windowAlerts.madeUp(entry.window());
            }
        } else if (entry.isGuard() && entry.phase() == Phase.CLOSED) {
            windowAlerts.madeUp(entry.window());
        }
        late(entry, lacking, overrides, now)
                .ifPresentOrElse(
                        problem -> windowAlerts.late(entry, problem),
                        () -> windowAlerts.onTime(entry, entry.phase().name()));
    }

    /** Reports a guard that could not stop what runs, unless an operator holds all of it. */
    public void guardMissed(OccurrenceRecord entry, String why, Overrides overrides) {
        Instant now = clock.instant();
        if (!new Holds(overrides, now).explain(entry)) {
            missed.tellGuard(entry, margins(entry).grace(), why, now);
        }
        windowAlerts.onTime(entry, "its time is over");
    }

    /** Checks an occurrence whose resources could not be described, with the reason {@code why}. */
    public synchronized void unseen(OccurrenceRecord entry, String why, Overrides overrides) {
        check(entry, why, overrides);
        if (entry.phase() != Phase.CLOSED) {
            unseen.put(key(entry), why);
        }
    }

    /**
     * Reports what is late while a pass waits for an answer, and what the last pass could not see, without waiting for a
     * pass. Uses what the journal holds, which a pass that is under way may change at any moment. Thread-safe.
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
        List<OccurrenceRecord> entries =
                journal.unfinished().stream().map(overrides::applied).toList();
        Stream<OccurrenceRecord> begun = isSlow
                ? openings.each().stream().flatMap(window -> window.find(entries, overrides, now).stream())
                : Stream.of();
        Stream.concat(entries.stream(), begun)
                .filter(entry -> isSlow || unseen.containsKey(key(entry)))
                .forEach(entry -> late(entry, lacking(entry), overrides, now)
                        .ifPresent(problem -> windowAlerts.late(entry, problem)));
    }

    /** What the occurrence lacks, in the same words as long as nothing new is known. */
    private String lacking(OccurrenceRecord entry) {
        String why = unseen.get(key(entry));
        if (why != null) {
            return why;
        }
        String known = lacked.getOrDefault(key(entry), "");
        return (known.isEmpty() ? "" : known + "; ") + "a pass waits for an answer of EC2";
    }

    private Optional<Problem> late(OccurrenceRecord entry, String lacking, Overrides overrides, Instant now) {
        return DeadlineRules.check(entry, margins(entry), now, lacking)
                .filter(problem -> !new Holds(overrides, now).explain(entry));
    }

    private static String key(OccurrenceRecord entry) {
        return entry.window() + " " + entry.start();
    }

    private WindowTimings margins(OccurrenceRecord entry) {
        StreamingWindow window = windows.find(entry.window());
        return window == null ? UNDECLARED : window.windowTimings();
    }
}
