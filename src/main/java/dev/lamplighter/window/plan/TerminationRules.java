package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what an occurrence does about an instance that it has launched and doesn't need any more, as after its end: terminates it, whatever its
 * state and whoever stopped or started it, and lets go of it only when EC2 shows it terminated.
 */
public final class TerminationRules {
    /** EC2 lists a terminated instance for about an hour (AWS: "Terminate Amazon EC2 instances"). */
    private static final Duration LISTED_AFTER_END = Duration.ofHours(1);

    private static final String NOT_FOUND = "InvalidInstanceID.NotFound";

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final String why;

    public TerminationRules(PlanInput planInput, OccurrenceRecord entry) {
        this(planInput, entry, "its window has ended");
    }

    /** @param why it is terminated */
    TerminationRules(PlanInput planInput, OccurrenceRecord entry, String why) {
        this.planInput = planInput;
        this.entry = entry;
        this.why = why;
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (claim.claimPhase() == ClaimPhase.RELEASED) {
            return release(instanceId, "terminated", claim);
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        if (instance.isEmpty()) {
            return unlisted(instanceId, claim);
        }
        return switch (instance.get().state()) {
            case SHUTTING_DOWN, TERMINATED -> release(instanceId, "terminated", claim);
            case PENDING, RUNNING, STOPPING, STOPPED, UNKNOWN -> terminate(instanceId, why, claim);
        };
    }

    /** An instance that EC2 doesn't list may still exist: it is let go only once EC2 neither lists nor knows it for an hour. */
    private InstanceDecision unlisted(String instanceId, InstanceStartAttempts claim) {
        if (!planInput.callHistory().isMissing(instanceId)) {
            return decision(instanceId, RuleResult.of(Action.WAIT, "EC2 doesn't list it for now"), claim);
        }
        boolean isLongAgo = entry.launches().stream()
                .filter(launch -> launch.isOf(instanceId))
                .map(SlotLaunch::requestedAt)
                .allMatch(at -> at.plus(LISTED_AFTER_END).isBefore(planInput.now()));
        return isLongAgo && claim.refusal().equals(NOT_FOUND)
                ? release(instanceId, "EC2 neither lists nor knows it any more", claim)
                : terminate(instanceId, why + ", and EC2 doesn't list it", claim);
    }

    private InstanceDecision terminate(String instanceId, String because, InstanceStartAttempts claim) {
        Optional<LastCall> last = planInput.recentCall(instanceId, claim);
        if (last.isPresent()) {
            return decision(
                    instanceId,
                    RuleResult.of(Action.WAIT, "the last call was " + last.get().action()),
                    claim);
        }
        if (planInput.isStale()) {
            return decision(instanceId, RuleResult.of(Action.WAIT, "the data is stale"), claim);
        }
        return decision(instanceId, RuleResult.of(Action.TERMINATE, because), claim.as(ClaimPhase.STOPPING));
    }

    private InstanceDecision release(String instanceId, String because, InstanceStartAttempts claim) {
        return decision(instanceId, RuleResult.of(Action.NONE, because), claim.as(ClaimPhase.RELEASED));
    }

    private InstanceDecision decision(String instanceId, RuleResult ruleResult, InstanceStartAttempts claim) {
        return new InstanceDecision(entry.window(), instanceId, ruleResult, claim);
    }
}
