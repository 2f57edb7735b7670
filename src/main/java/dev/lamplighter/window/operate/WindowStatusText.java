package dev.lamplighter.window.operate;

import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.WindowStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;

/** Writes the state of a window in one line for people. */
public final class WindowStatusText {
    private final Instant now;

    /** For a reader at {@code now}. */
    public WindowStatusText(Instant now) {
        this.now = now;
    }

    /** {@code sunday-service is open: today, 08:30 to 19:00 CST; its last call: ..}. */
    String line(WindowStatus window) {
        String begin = sentence(window.getName(), window.getState(), window.getStart(), window.getEnd());
        if (window.getLastAction().isEmpty()) {
            return begin;
        }
        return begin + "; last decision: " + inWords(window.getLastAction(), window.getStart());
    }

    /**
     * The state with its times.
     *
     * @param state a phase of the journal, or {@code WAITING}
     * @param start ISO with zone or offset, as the end; empty for none
     */
    public String sentence(String name, String state, String start, String end) {
        if (state.equals(WindowStatus.GUARD)) {
            return name + " is a guard" + (start.isEmpty() ? "" : ", stops what runs at " + moment(start));
        }
        if (!start.isEmpty() && start.equals(end)) {
            return name + " is a guard and is stopping what ran at " + moment(start);
        }
        String words = switch (state) {
            case "WAITING" -> start.isEmpty() ? "has nothing ahead and will not open" : "opens next";
            case "OPENING" -> "is about to be ready";
            case "OPEN" -> "is open";
            case "DEGRADED" -> "is open and lacks something";
            case "CLOSING" -> "is over and being stopped";
            default -> "is " + state;
        };
        return name + " " + words + (start.isEmpty() ? "" : ": " + span(start, end));
    }

    private String span(String start, String end) {
        try {
            ZonedDateTime from = ZonedDateTime.parse(start);
            return ZonedTimeText.in(from.getZone(), now)
                    .span(from.toInstant(), ZonedDateTime.parse(end).toInstant());
        } catch (DateTimeException e) { // kept by another version: told as it is
            return start + " to " + end;
        }
    }

    private String moment(String time) {
        try {
            ZonedDateTime at = ZonedDateTime.parse(time);
            return ZonedTimeText.in(at.getZone(), now).moment(at.toInstant());
        } catch (DateTimeException e) { // kept by another version: told as it is
            return time;
        }
    }

    private String inWords(String text, String start) {
        return start.isEmpty()
                ? text
                : ZonedTimeText.in(ZonedDateTime.parse(start).getZone(), now).inWords(text);
    }
}
