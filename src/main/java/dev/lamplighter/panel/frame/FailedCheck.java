package dev.lamplighter.panel.frame;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Describes a failed check of an instance that EC2 calls running.
 *
 * @param reason for example {@code http: 503}
 * @param since when a failure was first reported; another reason doesn't change it
 */
public record FailedCheck(String reason, Instant since) {
    @Override
    public String toString() {
        return "check failed (" + reason + ") since " + since.truncatedTo(ChronoUnit.SECONDS);
    }
}
