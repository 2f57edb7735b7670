package dev.lamplighter.base.message;

import java.time.Instant;
import java.util.Map;

/**
 * Describes a message that is to be delivered to one place.
 *
 * @param number unique in its database
 * @param place as in {@code mail ann@example.org}; its first word is the kind of the place
 * @param about what it is about, as in {@code alerts} or {@code ready}
 * @param fields the headers of the event, by name
 * @param title a few words
 * @param text what happened, in one line or more
 * @param html the same as a page; empty for most messages
 * @param at when it happened; whole milliseconds
 */
public record Message(
        long number,
        String place,
        String about,
        Map<String, String> fields,
        String title,
        String text,
        String html,
        Instant at) {
    /** {@code mail} of {@code mail ann@example.org}. */
    public String kind() {
        return place.split(" ", 2)[0];
    }

    /** {@code ann@example.org} of {@code mail ann@example.org}; empty for a place of one word. */
    public String address() {
        return place.substring(kind().length()).strip();
    }

    /** Which of {@link Event#WINDOWS}; empty if it is about no window. */
    public String event() {
        return fields.getOrDefault("WindowEvent", "");
    }

    /** The name of the window; empty if it is about none. */
    public String window() {
        return fields.getOrDefault("WindowName", "");
    }

    /** When the window starts, in UTC; empty if that isn't said. */
    public String start() {
        return fields.getOrDefault("WindowStart", "");
    }

    /** When the window ends, in UTC; empty if that isn't said. */
    public String end() {
        return fields.getOrDefault("WindowEnd", "");
    }

    /** The same at each attempt to deliver it, so that a receiver can tell a second delivery from a second message. */
    public String id() {
        return "lamplighter-" + at.toEpochMilli() + "-" + number;
    }
}
