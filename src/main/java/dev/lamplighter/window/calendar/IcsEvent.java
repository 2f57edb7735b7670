package dev.lamplighter.window.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the properties of one VEVENT, without those of its alarms. */
final class IcsEvent {
    private static final Set<String> KEPT = Set.of(
            "UID",
            "SEQUENCE",
            "STATUS",
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "EXRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID");

    private final int line;
    private final Map<String, List<ContentLine>> properties = new HashMap<>();

    IcsEvent(int line) {
        this.line = line;
    }

    void keep(ContentLine property) {
        if (KEPT.contains(property.name())) {
            properties
                    .computeIfAbsent(property.name(), name -> new ArrayList<>())
                    .add(property);
        }
    }

    /** The number of the line at which it begins. */
    int line() {
        return line;
    }

    List<ContentLine> all(String name) {
        return properties.getOrDefault(name, List.of());
    }

    Optional<ContentLine> first(String name) {
        return all(name).stream().findFirst();
    }

    String value(String name) {
        return first(name).map(ContentLine::value).orElse("");
    }

    boolean isCancelled() {
        return value("STATUS").equalsIgnoreCase("CANCELLED");
    }

    boolean isOverride() {
        return properties.containsKey("RECURRENCE-ID");
    }

    /** The UID; without one, a text that no other event has, because events without a UID don't belong together. */
    String uid() {
        String uid = value("UID");
        return uid.isEmpty() ? "line " + line : "uid " + uid;
    }

    /** The SEQUENCE: of two versions of an event the one with the higher number counts. */
    int sequence() {
        String number = value("SEQUENCE");
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    /** The title, to be shown to people. */
    String title() {
        String start = value("DTSTART");
        return "event of " + (start.isEmpty() ? "no DTSTART" : start);
    }
}
