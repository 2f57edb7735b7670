package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a guard does about one of its instances once its moment has come: stops it, whoever started it, unless a
 * window needs it or it was started since.
 */
public final class GuardDecisionRules {
    /** How far EC2's clock and this service's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final String SINCE = "started after the guard's moment";

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final EndAction endAction;

    public GuardDecisionRules(PlanInput planInput, OccurrenceRecord entry, EndAction endAction) {
        this.planInput = planInput;
        this.entry = entry;
        this.endAction = endAction;
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (claim.claimPhase() == ClaimPhase.RELEASED) {
            return release(instanceId, "nothing more to do");
        }
        Optional<OccurrenceRecord> other = planInput.otherOpenEntry(instanceId, entry);
        if (other.isPresent()) {
            return release(instanceId, "kept on for " + other.get().window());
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        if (instance.isEmpty()) {
            return planInput.callHistory().isMissing(instanceId)
                    ? decision(instanceId, RuleResult.alert(Ec2StateProblems.notDescribed(instanceId)), claim)
                    : await(instanceId, "EC2 doesn't list it for now", claim);
        }
        boolean isObeying = claim.claimPhase() == ClaimPhase.STOPPING || claim.claimPhase() == ClaimPhase.STOP_SEEN;
        return switch (instance.get().state()) {
            case RUNNING -> running(instance.get(), claim);
            case PENDING ->
                isSince(instance.get(), claim)
                        ? release(instanceId, SINCE)
                        : await(instanceId, "pending; to be stopped once it runs", claim);
            case STOPPING ->
                isObeying
                        ? await(instanceId, "stopping", claim.as(ClaimPhase.STOP_SEEN))
                        : release(instanceId, "stopping already");
            case STOPPED -> release(instanceId, isObeying ? "stopped" : "off already");
            case SHUTTING_DOWN, TERMINATED -> release(instanceId, "terminated");
            case UNKNOWN -> await(instanceId, "in a state without a name", claim);
        };
    }

    private InstanceDecision running(Instance instance, InstanceStartAttempts claim) {
        if (isSince(instance, claim)) {
            return release(instance.id(), SINCE);
        }
        Optional<LastCall> recent = planInput.recentCall(instance.id());
        if (recent.isPresent()) {
            return await(instance.id(), "the last call was " + recent.get().action(), claim);
        }
        if (planInput.isStale()) {
            return await(instance.id(), "the data is stale", claim);
        }
        if (!planInput.callHistory().isSeenTwice(instance.id())) {
            return await(instance.id(), "seen running once; stopped when it is seen again", claim);
        }
        return decision(
                instance.id(),
                RuleResult.of(ClosingRules.action(endAction, entry, instance.id()), "the guard's moment has come"),
                claim.as(ClaimPhase.STOPPING));
    }

    private boolean isSince(Instance instance, InstanceStartAttempts claim) {
        Instant launched = instance.launchTime();
        return claim.claimPhase() == ClaimPhase.STOP_SEEN
                || launched.isAfter(entry.start().plus(SKEW));
    }

    private InstanceDecision await(String instanceId, String reason, InstanceStartAttempts claim) {
        return decision(instanceId, RuleResult.of(Action.WAIT, reason), claim);
    }

    private InstanceDecision release(String instanceId, String reason) {
        return decision(
                instanceId,
                RuleResult.of(Action.NONE, reason),
                entry.claim(instanceId).as(ClaimPhase.RELEASED));
    }

    private InstanceDecision decision(String instanceId, RuleResult ruleResult, InstanceStartAttempts claim) {
        return new InstanceDecision(entry.window(), instanceId, ruleResult, claim);
    }
}
