package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import java.util.List;

/** Writes the alerts that are raised as JSON: how many of each severity, a line for each, and its fields. */
final class RaisedAlertsJson {
    /** Entries of each list: a person reads fewer, and the file must stay small; all are in the counts. */
    private static final int MOST_TOLD = 200;

    private RaisedAlertsJson() {}

    static void write(List<Alert> raised, ObjectNode part) {
        for (AlertSeverity severity : AlertSeverity.values()) {
            part.put(severity.name(), count(raised, severity));
        }
        ArrayNode lines = part.putArray("lines");
        raised.stream()
                .limit(MOST_TOLD)
                .forEach(alert -> lines.add(alert.severity() + " since " + alert.since() + ": " + alert.text()));
        ArrayNode objects = part.putArray("raised");
        raised.stream()
                .limit(MOST_TOLD)
                .forEach(alert -> objects.addObject()
                        .put("code", alert.code())
                        .put("severity", alert.severity().name())
                        .put("area", alert.place().area())
                        .put("subject", alert.place().subject())
                        .put("resource", alert.place().resource())
                        .put("since", alert.since().toString())
                        .put("text", alert.text()));
    }

    static int count(List<Alert> raised, AlertSeverity severity) {
        return (int)
                raised.stream().filter(alert -> alert.severity() == severity).count();
    }
}
