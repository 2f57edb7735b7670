package dev.lamplighter.window.watch;

import dev.lamplighter.base.StateFileIntegrity;

/** Raises an alert while the file of the journal is not in its place. */
public final class JournalFileWatch {
    private static final String STATE = "state";

    private final StateFileIntegrity file;
    private final WindowAlerts windowAlerts;

    public JournalFileWatch(StateFileIntegrity file, WindowAlerts windowAlerts) {
        this.file = file;
        this.windowAlerts = windowAlerts;
    }

    public void look() {
        file.displacement()
                .ifPresentOrElse(
                        problem -> windowAlerts.alert(STATE, problem),
                        () -> windowAlerts.settled(STATE, STATE, "its file is back in place"));
    }
}
