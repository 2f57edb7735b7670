package dev.lamplighter.fleet.check;

import dev.lamplighter.fleet.InstanceHealth.Verdict;
import java.time.Instant;

/**
 * Holds the result of a check for an instance.
 *
 * @param check its name, {@code ec2} for EC2's own
 * @param since when the verdict last changed
 * @param reason of the latest single result, for example {@code tcp 22 connected}
 */
public record CheckResult(String instanceId, String check, Verdict verdict, Instant since, String reason) {
    /** The result in one line, for example {@code IMPAIRED since 2026-03-01T12:00:00Z: HTTP 503}. */
    public String line() {
        return verdict + " since " + since + ": " + reason;
    }
}
