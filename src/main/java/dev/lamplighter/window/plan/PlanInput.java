package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds all data that a decision may use.
 *
 * @param entries every unfinished occurrence, of all windows
 */
public record PlanInput(
        Instant now, DescribedInstances describedInstances, List<OccurrenceRecord> entries, CallHistory callHistory) {
    /** The shortest time between two mutating calls on a resource. */
    public static final Duration SPACING = Duration.ofSeconds(20);

    /** Older data is not acted upon. */
    public static final Duration FRESH = Duration.ofMinutes(1);

    public PlanInput {
        entries = List.copyOf(entries);
    }

    Optional<Instance> instance(String id) {
        return describedInstances.instance(id);
    }

    boolean isStale() {
        return Duration.between(describedInstances.takenAt(), now).abs().compareTo(FRESH) > 0;
    }

    /** The call that makes another one too early. */
    Optional<LastCall> recentCall(String resource) {
        return lastCall(resource).filter(call -> call.isWithin(SPACING, now));
    }

    /** The call that makes another one too early, the longer the more often EC2 has refused. */
    Optional<LastCall> recentCall(String resource, InstanceStartAttempts claim) {
        return lastCall(resource)
                .filter(call -> call.isWithin(SPACING, now) || call.isWithin(RetryBackoff.after(call, claim, 1), now));
    }

    public Optional<LastCall> lastCall(String resource) {
        return callHistory.lastCall(resource);
    }

    /** Another occurrence that is open and needs the instance. */
    Optional<OccurrenceRecord> otherOpenEntry(String instanceId, OccurrenceRecord entry) {
        return entries.stream()
                .filter(other -> other.isOpen(now))
                .filter(other ->
                        !other.window().equals(entry.window()) || !other.start().equals(entry.start()))
                .filter(other -> other.claim(instanceId).claimPhase() != ClaimPhase.RELEASED)
                .findFirst();
    }
}
