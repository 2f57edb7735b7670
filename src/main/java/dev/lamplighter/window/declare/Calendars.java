package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.calendar.CalendarDays;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Holds the calendars that {@code calendars:} declares, by name, as far as they could be read. */
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

    /** Makes one for a block that can't be read at all; then every name counts as declared. */
    static Calendars unreadable() {
        return new Calendars(Map.of(), false);
    }

    static Calendars of(Map<String, CalendarDays> byName) {
        return new Calendars(byName, true);
    }

    /** The calendar that a window excepts; it has no days if it could not be read. */
    NamedDays named(String name) throws InvalidValueException {
        CalendarDays days = byName.get(name);
        if (days == null && isReadable) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_SUCH_CALENDAR,
                    byName.isEmpty()
                            ? "the file has no calendars"
                            : "no calendar has this name; there is " + String.join(", ", byName.keySet()),
                    Suggestion.nearest(name, new ArrayList<>(byName.keySet()))
                            .map(near -> "did you mean " + near + "?")
                            .orElse("add it under calendars:"));
        }
        return new NamedDays(name, days == null ? CalendarDays.NONE : days);
    }

    /** The days of one calendar, with its name. */
    record NamedDays(String name, CalendarDays days) {}
}
