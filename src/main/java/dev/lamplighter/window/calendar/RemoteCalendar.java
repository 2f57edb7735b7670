package dev.lamplighter.window.calendar;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/**
 * Names a calendar that is published at a URL.
 *
 * @param name in windows.yaml
 * @param place in windows.yaml, as {@code file:line:column}
 */
public record RemoteCalendar(String name, URI url, String place) {
    boolean isIcs() {
        return !String.valueOf(url.getPath()).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /**
     * The host of the URL, to be shown to people. The whole URL of a private calendar is a secret: whoever knows it may read
     * the calendar.
     */
    public String host() {
        return String.valueOf(url.getHost());
    }

    /** Reads a copy of this calendar. */
    public CalendarReading read(CalendarCopy copy, Instant now) {
        return CalendarFiles.read("copy of " + host(), copy.content(), isIcs(), now);
    }
}
