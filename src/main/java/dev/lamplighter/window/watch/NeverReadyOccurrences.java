package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.LastReconcileRecord.Declared;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.occurrence.ScheduleFingerprint;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.DeadlineRules;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports occurrences that passed without ever being ready: those that were opened and never became ready, and those that no
 * pass saw because the service was down or its journal could not be used. Not thread-safe; guarded by its owner's lock.
 */
final class NeverReadyOccurrences {
    /** The subject in {@link dev.lamplighter.window.journal.OccurrenceNotes}; a note has the end and the cause. */
    private static final String SUBJECT = "missed";

    private static final String NOBODY_LOOKED =
            "it was not checked: the service did not run, or its journal could not be used";
    /**
     * How often the time of the last pass is written. What was opened since is in the journal, so that an old mark costs
     * only some queries.
     */
    private static final Duration MARKED_EVERY = Duration.ofHours(6);

    private static final Duration FARTHEST = Duration.ofDays(400);
    private static final Duration TOLD_FOR = Duration.ofDays(7);
    private static final int MOST_TOLD = 10;

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final WindowAlerts windowAlerts;
    private final Set<String> judged = new HashSet<>();
    private @Nullable Instant marked;
    private List<StreamingWindow> markedOf = List.of();

    NeverReadyOccurrences(DeclaredWindows windows, WindowJournal journal, WindowAlerts windowAlerts) {
        this.windows = windows;
        this.journal = journal;
        this.windowAlerts = windowAlerts;
    }

    /** Forgets what is known: another copy may have reported and reconciled. */
    void forget() {
        judged.clear();
        marked = null;
    }

    /**
     * Reports an occurrence that is over and was never ready, unless an operator wanted it so.
     *
     * @param entry with the end that it has now
     * @param cause what it lacked at the last pass over it; empty if there was none
     */
    void judge(OccurrenceRecord entry, String cause, Overrides overrides, Instant now) {
        if (!judged.add(entry.window() + " " + entry.start())) {
            return;
        }
        boolean wanted =
                entry.end().isAfter(entry.start()) && !DeadlineRules.isLeftOff(entry) && !isSaid(entry, overrides);
        if (wanted
                && !isNoted(entry.window(), entry.start())
                && !journal.spans().isReadyWithin(entry.window(), entry.start(), entry.start(), entry.end())) {
            String why = cause.isEmpty() ? NOBODY_LOOKED : cause;
            String error =
                    entry.lastError().isEmpty() || why.contains(entry.lastError()) ? "" : "; " + entry.lastError();
            tell(entry.window(), new Occurrence(entry.start(), entry.end()), why + error, now);
        }
    }

    /** Whether an operator ended it or held one of its instances off. */
    private static boolean isSaid(OccurrenceRecord entry, Overrides overrides) {
        return overrides.skipping(entry.window(), entry.start()).isPresent()
                || overrides
                        .changing(entry.window(), entry.start())
                        .filter(said -> said.overrideType() == OverrideType.CLOSE)
                        .isPresent()
                || entry.claims().keySet().stream()
                        .flatMap(id -> overrides.hold(id, entry.end().minusNanos(1)).stream())
                        .anyMatch(hold -> hold.overrideType() == OverrideType.HOLD_OFF);
    }

    /** Finds occurrences that passed since the pass before this one, and writes the time of this pass. */
    void check(Overrides overrides, Instant now) {
        Instant before = marked;
        List<StreamingWindow> declaredNow = windows.all();
        if (before != null
                && declaredNow == markedOf
                && Duration.between(before, now).abs().compareTo(MARKED_EVERY) < 0) {
            return;
        }
        Instant last = journal.reconcileLog().last().orElse(now);
        Instant from = last.isBefore(now.minus(FARTHEST)) ? now.minus(FARTHEST) : last;
        Map<String, Declared> known = journal.reconcileLog().declared();
        Map<String, Declared> changed = new HashMap<>();
        for (StreamingWindow window : declaredNow) {
            Declared declared = known.get(window.name());
            String schedule = ScheduleFingerprint.of(window.schedule());
            if (declared == null || !declared.schedule().equals(schedule)) {
                changed.put(window.name(), new Declared(schedule, now));
            } else {
                Stretch since = new Stretch(later(from, declared.since()), now);
                tellUnseen(
                        window,
                        unseen(window, since, overrides).stream()
                                .filter(occurrence -> !occurrence.start().isBefore(declared.since()))
                                .toList(),
                        now);
            }
        }
        windowAlerts.retractMissed(now.minus(TOLD_FOR));
        journal.reconcileLog().write(now, changed);
        marked = now;
        markedOf = declaredNow;
    }

    private List<Occurrence> unseen(StreamingWindow window, Stretch stretch, Overrides overrides) {
        if (!stretch.from().isBefore(stretch.to())) {
            return List.of();
        }
        String name = window.name();
        List<Occurrence> declared = window.schedule().occurrences(stretch.from(), stretch.to());
        return overrides.laidOver(name, declared).stream()
                .filter(occurrence -> occurrence.end().isAfter(stretch.from())
                        && !occurrence.end().isAfter(stretch.to()))
                .filter(occurrence ->
                        overrides.skipping(name, occurrence.start()).isEmpty())
                .filter(occurrence -> journal.find(name, occurrence.start()).isEmpty())
                .filter(occurrence -> !isNoted(name, occurrence.start()))
                .toList();
    }

    private void tellUnseen(StreamingWindow window, List<Occurrence> unseen, Instant now) {
        int silent = Math.max(0, unseen.size() - MOST_TOLD);
        for (int i = 0; i < unseen.size(); i++) {
            if (i < silent) {
                note(window.name(), unseen.get(i), NOBODY_LOOKED);
            } else {
                String more = i == silent && silent > 0 ? "; nor at " + silent + " before it, see windows report" : "";
                tell(window.name(), unseen.get(i), NOBODY_LOOKED + more, now);
            }
        }
    }

    /**
     * Raises the alert before the note: if the process is killed in between, the alert is raised again, which changes
     * nothing.
     */
    private void tell(String window, Occurrence occurrence, String cause, Instant now) {
        StreamingWindow declared = windows.find(window);
        boolean isGuard = declared != null && declared.isGuard();
        windowAlerts.missed(
                window, isGuard ? guardProblem(window, occurrence, cause) : problem(window, occurrence, cause), now);
        note(window, occurrence, cause);
    }

    /** Reports a guard that could not stop its instances in time. */
    void tellGuard(OccurrenceRecord entry, Duration within, String cause, Instant now) {
        tell(entry.window(), new Occurrence(entry.start(), entry.start().plus(within)), cause, now);
    }

    private static Problem problem(String window, Occurrence occurrence, String cause) {
        return new Problem(
                WindowProblemCode.MISSED,
                window + " " + occurrence.start(),
                "the window was missed whole, from " + occurrence.start() + " to " + occurrence.end(),
                cause,
                "do by hand what it was for; bin/lamplighter windows report keeps a record of it");
    }

    private static Problem guardProblem(String window, Occurrence occurrence, String cause) {
        return new Problem(
                WindowProblemCode.GUARD_MISSED,
                window + " " + occurrence.start(),
                "the guard of " + occurrence.start() + " could not stop what runs, and since " + occurrence.end()
                        + " it is too late",
                cause,
                "stop by hand what is not needed; the guard acts again at its next time");
    }

    private void note(String window, Occurrence occurrence, String cause) {
        journal.notes().write(window, occurrence.start(), SUBJECT, occurrence.end() + " " + cause);
    }

    private boolean isNoted(String window, Instant start) {
        return journal.notes().read(window, start, SUBJECT).isPresent();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record Stretch(Instant from, Instant to) {}
}
