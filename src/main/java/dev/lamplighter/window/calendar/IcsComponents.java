package dev.lamplighter.window.calendar;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the events and the time zones in an iCalendar file. Tasks, journals and alarms are skipped with everything in them.
 */
final class IcsComponents {
    private static final int DEEPEST = 32;

    private final List<IcsEvent> events = new ArrayList<>();
    private final IcsZones zones = new IcsZones();
    private final Deque<String> open = new ArrayDeque<>();
    private @Nullable IcsEvent event;
    private String tzid = "";
    private String zone = "";
    private boolean isCancelled;
    private boolean isCalendar;
    private int line;

    static IcsComponents read(byte[] bytes) throws CalendarRefusedException {
        IcsComponents found = new IcsComponents();
        TextLines lines = TextLines.unfolded(bytes);
        while (lines.hasNext()) {
            TextLines.Line next = lines.next();
            found.line = next.number();
            ContentLine content = ContentLine.parse(next).orElse(null);
            if (content != null) {
                found.read(content);
            }
        }
        found.end();
        return found;
    }

    private void read(ContentLine content) throws CalendarRefusedException {
        String value = content.value().toUpperCase(Locale.ROOT);
        if (content.name().equals("BEGIN")) {
            begin(value);
        } else if (content.name().equals("END")) {
            end(value);
        } else if (event != null && "VEVENT".equals(open.peek())) {
            event.keep(content);
        } else {
            readOther(content);
        }
    }

    private void readOther(ContentLine content) {
        switch (content.name()) {
            case "TZID" -> tzid = content.value();
            case "TZOFFSETTO" -> zones.add(tzid, content.value());
            case "X-WR-TIMEZONE" -> zone = content.value();
            case "METHOD" -> isCancelled = content.value().equalsIgnoreCase("CANCEL");
            default -> {
                // other properties say nothing about days
            }
        }
    }

    private void begin(String component) throws CalendarRefusedException {
        boolean isNested = component.equals("VCALENDAR") || component.equals("VEVENT");
        if (open.size() >= DEEPEST || (isNested && open.contains(component))) {
            throw damaged("BEGIN:" + component + " stands inside " + open.peek());
        }
        open.push(component);
        if (component.equals("VCALENDAR")) {
            isCalendar = true;
            isCancelled = false;
        } else if (component.equals("VEVENT")) {
            isCalendar = true;
            event = new IcsEvent(line);
        }
    }

    private void end(String component) throws CalendarRefusedException {
        if (!component.equals(open.peek())) {
            throw damaged("END:" + component + (open.isEmpty() ? " ends nothing" : " stands inside " + open.peek()));
        }
        open.pop();
        if (component.equals("VEVENT") && event != null) {
            if (!isCancelled) {
                events.add(event);
            }
            event = null;
        }
    }

    private void end() throws CalendarRefusedException {
        if (!isCalendar) {
            throw new CalendarRefusedException(
                    WindowProblemCode.CALENDAR_NOT_ONE,
                    "it has no BEGIN:VCALENDAR" + CalendarFiles.CONSEQUENCE,
                    "save the calendar itself, as .ics");
        }
        if (!open.isEmpty()) {
            throw new CalendarRefusedException(
                    WindowProblemCode.CALENDAR_DAMAGED,
                    "it is cut off: END:" + open.peekLast() + " is missing" + CalendarFiles.CONSEQUENCE,
                    "get the whole file again");
        }
    }

    private static CalendarRefusedException damaged(String why) {
        return new CalendarRefusedException(
                WindowProblemCode.CALENDAR_DAMAGED,
                "it is damaged: " + why + CalendarFiles.CONSEQUENCE,
                "get the whole file again");
    }

    List<IcsEvent> events() {
        return events;
    }

    IcsZones zones() {
        return zones;
    }

    /** The calendar's own zone; empty if it has none. */
    String zone() {
        return zone;
    }

    /** The number of the last line that was read. */
    int line() {
        return line;
    }
}
