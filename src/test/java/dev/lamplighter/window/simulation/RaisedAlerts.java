package dev.lamplighter.window.simulation;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.window.completeness.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a person is told at present; survives the process, as the database does. */
final class RaisedAlerts implements AlertSink {
    private final SimulatedClock time;
    private final Map<AlertKey, Alert> raised = new LinkedHashMap<>();
    /** Everything that was told, for who judges it afterwards. */
    final List<Told> told = new ArrayList<>();

    /** Alerts that get lost on their way. */
    Predicate<String> swallowed = code -> false;

    int count;

    RaisedAlerts(SimulatedClock time) {
        this.time = time;
    }

    @Override
    public void raise(AlertKey place, AlertSeverity severity, Problem problem) {
        if (swallowed.test(problem.code())) {
            return;
        }
        count++;
        told.add(new Told(time.instant(), true, problem.code(), place.toString(), problem.line()));
        raised.put(place, new Alert(place, severity, problem.code(), problem.line(), time.instant()));
    }

    @Override
    public void clear(AlertKey place) {
        Alert alert = raised.remove(place);
        if (alert != null) {
            told.add(new Told(time.instant(), false, alert.code(), place.toString(), alert.text()));
        }
    }

    @Override
    public List<Alert> raised(String area) {
        return List.copyOf(raised.values());
    }

    /** Whether somebody was told of the window, or of the EC2 that it shares with all. */
    boolean isAbout(String window) {
        return raised.keySet().stream()
                .map(AlertKey::subject)
                .anyMatch(subject -> subject.equals(window) || subject.startsWith("instances"));
    }
}
