package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowCode;
import dev.lamplighter.window.calendar.CalendarDays;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Holds what {@code calendars:} declares, by name, as far as it could be read. */
final class Calendars {
    private final Map<String, CalendarDays> byName;
    private final boolean isReadable;

    private Calendars(Map<String, CalendarDays> byName, boolean isReadable) {
        this.byName = new TreeMap<>(byName);
        this.isReadable = isReadable;
    }

    static Calendars none() {
        return new Calendars(Map.of(), true);
    }

    /** Of a block of another shape: each name in it may be meant. */
    static Calendars unreadable() {
        return new Calendars(Map.of(), false);
    }

    static Calendars of(Map<String, CalendarDays> byName) {
        return new Calendars(byName, true);
    }

    /** The calendar that a window excepts; without days where it could not be read. */
    NamedDays named(String name) throws InvalidValueException {
        CalendarDays days = byName.get(name);
        if (days == null && isReadable) {
            throw new InvalidValueException(
                    WindowCode.NO_SUCH_CALENDAR,
                    byName.isEmpty()
                            ? "the file has no calendars"
                            : "no calendar has this name; there is " + String.join(", ", byName.keySet()),
                    Suggestion.nearest(name, new ArrayList<>(byName.keySet()))
                            .map(near -> "did you mean " + near + "?")
                            .orElse("add it under calendars:"));
        }
        return new NamedDays(name, days == null ? CalendarDays.NONE : days);
    }

    /** What one calendar holds. */
    record NamedDays(String name, CalendarDays days) {}
}
