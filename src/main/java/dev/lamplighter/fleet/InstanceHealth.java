package dev.lamplighter.fleet;

import java.util.List;
import java.util.Objects;

/**
 * Describes the health of an instance beside its state: EC2's status checks and the declared checks, as one verdict.
 *
 * @param reasons one line for each check that failed, for example {@code ec2 system=impaired}; empty unless impaired
 */
public record InstanceHealth(String instanceId, Verdict verdict, List<String> reasons) {
    /** The combined result of all checks of an instance. */
    public enum Verdict {
        /** At least one check has passed, and none has failed. */
        OK,
        /** At least one check has failed. */
        IMPAIRED,
        /** No check has a result, for example because the instance isn't running. */
        UNKNOWN
    }

    public InstanceHealth {
        Objects.requireNonNull(instanceId, "instanceId");
        Objects.requireNonNull(verdict, "verdict");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty() == (verdict == Verdict.IMPAIRED)) {
            throw new IllegalArgumentException(
                    "an impaired instance must have reasons, and no other may: got " + verdict + " " + reasons);
        }
    }

    public static InstanceHealth unknown(String instanceId) {
        return new InstanceHealth(instanceId, Verdict.UNKNOWN, List.of());
    }

    /** Whether a check has failed. */
    public boolean failed() {
        return verdict == Verdict.IMPAIRED;
    }
}
