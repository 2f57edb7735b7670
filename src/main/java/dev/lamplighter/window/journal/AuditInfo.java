package dev.lamplighter.window.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Holds the author, the time and the reason of an override.
 *
 * @param at whole milliseconds, which every database keeps
 */
public record AuditInfo(Instant at, String by, String reason) {
    public AuditInfo {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** {@code by ann: the service runs late}. */
    public String words() {
        return "by " + by + ": " + reason;
    }
}
