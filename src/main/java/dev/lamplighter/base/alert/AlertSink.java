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
     * Raises an alert. An alert with another code or severity at the same place replaces the earlier one, with a new notice;
     * another text alone replaces the earlier text without one.
     */
    void raise(AlertKey place, AlertSeverity severity, Problem problem);

    void clear(AlertKey place);

    /** The raised alerts of an area, including those of an earlier process. */
    List<Alert> raised(String area);
}
