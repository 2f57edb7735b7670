package dev.lamplighter.base.alert;

import dev.lamplighter.base.Problem;
import java.util.List;

/** Takes alerts. Raising or clearing the same twice is harmless. */
public interface AlertSink {
    /** Drops all alerts. */
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
     * Raises an alert. Another code or severity at the same place ends the alert before it; another text for the same
     * replaces the earlier one, without a new notice.
     */
    void raise(AlertKey place, AlertSeverity severity, Problem problem);

    /** Clears the alert at a place. */
    void clear(AlertKey place);

    /** The alerts that are raised, also by an earlier process. */
    List<Alert> raised(String area);
}
