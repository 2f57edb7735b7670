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

    /** The id of the instance; empty if the message is about something else. */
    public String instance() {
        return fields.getOrDefault("InstanceId", "");
    }

    /** Its name; empty if the message is about something else. */
    public String instanceName() {
        return fields.getOrDefault("InstanceName", "");
    }

    /** The state that it is in now, as EC2 writes it; empty if the message is about something else. */
    public String state() {
        return fields.getOrDefault("InstanceState", "");
    }

    /** The state before; empty if the message is about something else. */
    public String stateBefore() {
        return fields.getOrDefault("InstanceStateBefore", "");
    }

    /** The source in {@code light.source.*}; also empty for the own account and region. */
    public String source() {
        return fields.getOrDefault("InstanceSource", "");
    }

    /** When that was seen, in UTC; empty if the message is about something else. */
    public String seenAt() {
        return fields.getOrDefault("InstanceSeenAt", "");
    }

    /** The report; empty if the message is about something else. */
    public String report() {
        return fields.getOrDefault("MonthReport", "");
    }

    /** The month, {@code YYYY-MM}; empty if the message is about something else. */
    public String month() {
        return fields.getOrDefault("Month", "");
    }

    /** The assembly that the month shows now; empty if the message is about something else. */
    public String assembly() {
        return fields.getOrDefault("MonthAssembly", "");
    }

    /** The one before; also empty for the first. */
    public String assemblyBefore() {
        return fields.getOrDefault("MonthAssemblyBefore", "");
    }

    /** The state of the month, as in {@code open}; empty if the message is about something else. */
    public String monthState() {
        return fields.getOrDefault("MonthState", "");
    }

    /** What it costs, with every digit; empty if the message is about something else. */
    public String cost() {
        return fields.getOrDefault("MonthCost", "");
    }

    /** The same at each attempt to deliver it, so that a receiver can tell a second delivery from a second message. */
    public String id() {
        return "lamplighter-" + at.toEpochMilli() + "-" + number;
    }
}
