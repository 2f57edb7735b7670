package dev.lamplighter.base.alert;

import dev.lamplighter.base.Problem;
import java.util.List;

/** Where alerts go. Telling the same twice is harmless. */
public interface AlertSink {
    /** Nobody listens. */
    AlertSink NONE = new AlertSink() {
        @Override
        public void raise(AlertKey place, AlertSeverity severity, Problem problem) {}

        @Override
        public void clear(AlertKey place) {}

        @Override
        public List<Alert> raised(String area) {
            return List.of();
        }
    };

    /**
     * Something is wrong there. Another code or severity at the same place ends the alert before it; other words for the same
     * take the place of those before, and nobody is told anew.
     */
    void raise(AlertKey place, AlertSeverity severity, Problem problem);

    /** Nothing is wrong there any longer. */
    void clear(AlertKey place);

    /** What is raised, also by a process before this one. */
    List<Alert> raised(String area);
}
