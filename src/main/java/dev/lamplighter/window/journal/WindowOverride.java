package dev.lamplighter.window.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Records one override by an operator. It is never changed; a later one may replace it.
 *
 * @param subject the name of a window, or an instance id for holds
 * @param from see {@link OverrideType}
 * @param until see {@link OverrideType}; not before {@code from} save for {@link OverrideType#CLOSE} in the lead
 */
public record WindowOverride(
        OverrideType overrideType, String subject, Instant from, Instant until, AuditInfo auditInfo) {
    public WindowOverride {
        from = from.truncatedTo(ChronoUnit.MILLIS);
        until = until.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether {@code instant} lies in {@code [from, until)}. */
    public boolean covers(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
