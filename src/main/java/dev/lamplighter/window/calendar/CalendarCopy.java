package dev.lamplighter.window.calendar;

import java.time.Instant;

/**
 * Holds the last version of a calendar that was fetched from its URL and could be read.
 *
 * @param fetched when it was fetched
 * @param checked when its server last confirmed that it is unchanged
 * @param etag the server's ETag; empty if it sent none
 * @param lastModified the server's Last-Modified; empty if it sent none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record CalendarCopy(Instant fetched, Instant checked, String etag, String lastModified, byte[] content) {
    CalendarCopy checkedAt(Instant now) {
        return new CalendarCopy(fetched, now, etag, lastModified, content);
    }
}
