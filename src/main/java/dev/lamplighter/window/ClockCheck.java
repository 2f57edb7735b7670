package dev.lamplighter.window;

import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.state.ObservationHistory;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;

/** Checks before each pass whether the clock can be trusted, and reports what is wrong with it. */
final class ClockCheck {
    private final WindowClock clock;
    private final WindowJournal journal;
    private final ObservationHistory reconcileHistory;
    private final WindowAlerts windowAlerts;

    ClockCheck(
            WindowClock clock, WindowJournal journal, ObservationHistory reconcileHistory, WindowAlerts windowAlerts) {
        this.clock = clock;
        this.journal = journal;
        this.reconcileHistory = reconcileHistory;
        this.windowAlerts = windowAlerts;
    }

    /** Whether nothing may be decided now because the clock can't be trusted. Also reports problems of the clock. */
    boolean isDoubtful() {
        WindowClock.Reading time = clock.check();
        if (time.wasSet()) {
            reconcileHistory.clockWasSet();
        }
        time.problem()
                .ifPresentOrElse(
                        problem -> {
                            if (time.isDoubtful()) {
                                windowAlerts.failed(WindowClock.SUBJECT, problem);
                                journal.unfinished().forEach(entry -> windowAlerts.suffers(entry.window(), problem));
                            } else {
                                windowAlerts.alert(WindowClock.SUBJECT, problem);
                            }
                        },
                        () -> windowAlerts.settled(
                                WindowClock.SUBJECT, WindowClock.SUBJECT, "it advances as it should"));
        return time.isDoubtful();
    }
}
