package dev.lamplighter.window.calendar;

import java.time.Instant;

/**
 * What was fetched last of a calendar at a URL, and could be read.
 *
 * @param fetched when it came
 * @param checked when its server said last that it is still the same
 * @param etag as its server wrote it; empty if it didn't
 * @param lastModified as its server wrote it; empty if it didn't
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CalendarCopy(Instant fetched, Instant checked, String etag, String lastModified, byte[] content) {
    CalendarCopy checkedAt(Instant now) {
        return new CalendarCopy(fetched, now, etag, lastModified, content);
    }
}
