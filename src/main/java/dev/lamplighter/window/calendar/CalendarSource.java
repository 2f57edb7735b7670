package dev.lamplighter.window.calendar;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/**
 * A calendar that lies at a URL.
 *
 * @param name in windows.yaml
 * @param place in windows.yaml, as {@code file:line:column}
 */
public record CalendarSource(String name, URI url, String place) {
    boolean isIcs() {
        return !String.valueOf(url.getPath()).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** For people: who knows the whole URL of a private calendar may read it. */
    public String host() {
        return String.valueOf(url.getHost());
    }

    /** What a copy of it holds. */
    public CalendarReading read(CalendarCopy copy, Instant now) {
        return CalendarFiles.read("copy of " + host(), copy.content(), isIcs(), now);
    }
}
