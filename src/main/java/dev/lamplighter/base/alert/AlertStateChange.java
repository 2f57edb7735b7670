package dev.lamplighter.base.alert;

import dev.lamplighter.base.VisibleText;
import java.util.Map;
import java.util.TreeMap;

/**
 * Announces that an alert was raised or cleared.
 *
 * @param number increases by one with every notice
 * @param state {@code RAISED} or {@code CLEARED}
 */
public record AlertStateChange(long number, String state, Alert alert) {
    public static final String RAISED = "RAISED";
    public static final String CLEARED = "CLEARED";

    /** The notice as a map of names to texts, for message headers and for the user data of JMX notifications. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("AlertState", state);
        fields.put("AlertSeverity", alert.severity().name());
        fields.put("AlertCode", alert.code());
        fields.put("AlertArea", alert.place().area());
        fields.put("AlertSubject", alert.place().subject());
        fields.put("AlertResource", alert.place().resource());
        fields.put("AlertSince", alert.since().toString());
        fields.replaceAll((name, value) -> VisibleText.of(value));
        return fields;
    }
}
