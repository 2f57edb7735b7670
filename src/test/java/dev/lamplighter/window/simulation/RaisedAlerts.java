package dev.lamplighter.window.simulation;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertPlace;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person is told at present; survives the process, as the database does. */
final class RaisedAlerts implements AlertSink {
    private final SimulatedTime time;
    private final Map<AlertPlace, Alert> raised = new LinkedHashMap<>();
    int count;

    RaisedAlerts(SimulatedTime time) {
        this.time = time;
    }

    @Override
    public void raise(AlertPlace place, AlertSeverity severity, Problem problem) {
        count++;
        raised.put(place, new Alert(place, severity, problem.code(), problem.line(), time.instant()));
    }

    @Override
    public void clear(AlertPlace place) {
        raised.remove(place);
    }

    @Override
    public List<Alert> raised(String area) {
        return List.copyOf(raised.values());
    }

    /** Whether somebody was told of the window, or of the EC2 that it shares with all. */
    boolean isAbout(String window) {
        return raised.keySet().stream()
                .map(AlertPlace::subject)
                .anyMatch(subject -> subject.equals(window) || subject.startsWith("instances"));
    }
}
