package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.base.CountText;
import dev.lamplighter.base.ZonedTimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Says in one sentence whether all is well, from a status as {@link ServiceStatus#json()} makes it: the worst thing first.
 *
 * @param text with names and causes
 * @param withoutNames the same for callers that may not see names
 */
public record StatusSentence(Level level, String text, String withoutNames) {
    /** How much it needs the operator. */
    public enum Level {
        /** Nothing to do. */
        OK,
        /** Something fails and is retried. */
        WARN,
        /** The operator has to act. */
        ERROR
    }

    /** How a problem's line begins. */
    private static final Pattern CODE_AND_PLACE = Pattern.compile("^[A-Z]+-\\d{3}  (\\S.*?)  ");

    /** The sentence at an instant. */
    public static StatusSentence of(JsonNode status, Instant now) {
        JsonNode alerts = status.path("alerts");
        int errors = alerts.path("ERROR").asInt();
        if (errors > 0) {
            return new StatusSentence(Level.ERROR, first(alerts, "ERROR", errors, now), CountText.of(errors, "alert"));
        }
        String light = status.path("light").path("freshness").asText();
        if (light.equals("LOST")) {
            String lost = "The light has lost sight of EC2";
            return new StatusSentence(Level.ERROR, lost, lost);
        }
        int setAside = status.path("setAside").size();
        if (setAside > 0) {
            String count = CountText.of(setAside, "thing") + (setAside == 1 ? " is" : " are") + " set aside";
            return new StatusSentence(
                    Level.ERROR,
                    count + ": " + inWords(status.path("setAside").path(0).asText()),
                    count);
        }
        int warnings = alerts.path("WARN").asInt();
        if (warnings > 0) {
            return new StatusSentence(
                    Level.WARN, first(alerts, "WARN", warnings, now), CountText.of(warnings, "warning"));
        }
        if (light.equals("STALE")) {
            String stale = "EC2 does not answer; the light is out of date";
            return new StatusSentence(Level.WARN, stale, stale);
        }
        String open = open(status, now);
        return new StatusSentence(Level.OK, "All well" + open, "All well");
    }

    private static String first(JsonNode alerts, String severity, int count, Instant now) {
        for (JsonNode alert : alerts.path("raised")) {
            if (alert.path("severity").asText().equals(severity)) {
                String more = count == 1 ? "" : " (and " + (count - 1) + " more)";
                return ZonedTimeText.in(ZoneId.systemDefault(), now)
                                .inWords(inWords(alert.path("text").asText()))
                        + more;
            }
        }
        return CountText.of(count, severity.equals("ERROR") ? "alert" : "warning");
    }

    /** A sentence says where something is wrong, and what; its code, and what to do about it, stand with the alert. */
    private static String inWords(String line) {
        int fix = line.indexOf("; fix: ");
        return CODE_AND_PLACE.matcher(fix < 0 ? line : line.substring(0, fix)).replaceFirst("$1: ");
    }

    /** Which windows are open; empty if none is. */
    private static String open(JsonNode status, Instant now) {
        List<String> open = new ArrayList<>();
        for (JsonNode window : status.path("windows").path("all")) {
            if (window.path("state").asText().equals("OPEN")) {
                open.add(window.path("name").asText() + " is open" + until(window, now));
            }
        }
        return open.isEmpty() ? "" : ": " + String.join(", ", open);
    }

    private static String until(JsonNode window, Instant now) {
        try {
            ZoneId zone = ZoneId.of(window.path("zone").asText());
            Instant end =
                    java.time.OffsetDateTime.parse(window.path("end").asText()).toInstant();
            return " until " + ZonedTimeText.in(zone, now).moment(end);
        } catch (DateTimeException e) {
            return "";
        }
    }
}
