package dev.lamplighter.app.message;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Raises an alert for each place that could not be reached for an hour, and clears it when it is reached again. */
public final class MessageDeliveryAlerts {
    private static final String SUBJECT = "messages";

    private final MessageDispatcher messages;
    private final AlertSink alerts;
    private final Set<String> raised = new HashSet<>();
    private boolean isLoaded;

    public MessageDeliveryAlerts(MessageDispatcher messages, AlertSink alerts) {
        this.messages = messages;
        this.alerts = alerts;
    }

    /** Raises and clears what has changed since the last call, or the last process. */
    public synchronized void tell() {
        if (!isLoaded) {
            alerts.raised(SetAside.SETTINGS).stream()
                    .map(Alert::place)
                    .filter(place -> place.subject().equals(SUBJECT))
                    .forEach(place -> raised.add(place.resource()));
            isLoaded = true;
        }
        Map<String, Problem> troubles = messages.troubles();
        troubles.forEach((place, problem) -> {
            if (raised.add(place)) {
                alerts.raise(key(place), AlertSeverity.ERROR, problem);
            }
        });
        for (String place : Set.copyOf(raised)) {
            if (!troubles.containsKey(place) && !messages.isFailing(place)) {
                alerts.clear(key(place));
                raised.remove(place);
            }
        }
    }

    private static AlertKey key(String place) {
        return new AlertKey(SetAside.SETTINGS, SUBJECT, place);
    }
}
