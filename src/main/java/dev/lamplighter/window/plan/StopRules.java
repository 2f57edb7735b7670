package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.util.Optional;

/** Decides what is the same in every stop of an instance, whether a window's end or a guard wants it. */
final class StopRules {
    /** How far EC2's clock and this service's may differ. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final EndAction endAction;

    StopRules(PlanInput planInput, OccurrenceRecord entry, EndAction endAction) {
        this.planInput = planInput;
        this.entry = entry;
        this.endAction = endAction;
    }

    /** Decides for an instance that EC2 doesn't list; its claim is kept until the instance is seen off. */
    InstanceDecision unlisted(String instanceId, InstanceStartAttempts claim) {
        return planInput.callHistory().isMissing(instanceId)
                ? decision(instanceId, RuleResult.alert(Ec2StateProblems.notDescribed(instanceId)), claim)
                : await(instanceId, "EC2 doesn't list it for now", claim);
    }

    /** Decides for an instance that runs and is to be off: the call, once nothing speaks against it. */
    InstanceDecision running(Instance instance, InstanceStartAttempts claim, String reason) {
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
        return decision(instance.id(), RuleResult.of(action(instance.id()), reason), claim.as(ClaimPhase.STOPPING));
    }

    /** The action that turns an instance off: for one that EC2 has said can't hibernate, a stop. */
    private Action action(String instanceId) {
        boolean cannotHibernate = entry.lastError().startsWith(instanceId + ": ")
                && entry.lastError().contains("UnsupportedHibernationConfiguration");
        return switch (endAction) {
            case STOP -> Action.STOP;
            case TERMINATE -> Action.TERMINATE;
            case HIBERNATE -> cannotHibernate ? Action.STOP : Action.HIBERNATE;
        };
    }

    InstanceDecision await(String instanceId, String reason, InstanceStartAttempts claim) {
        return decision(instanceId, RuleResult.of(Action.WAIT, reason), claim);
    }

    InstanceDecision release(String instanceId, String reason) {
        return decision(
                instanceId,
                RuleResult.of(Action.NONE, reason),
                entry.claim(instanceId).as(ClaimPhase.RELEASED));
    }

    private InstanceDecision decision(String instanceId, RuleResult ruleResult, InstanceStartAttempts claim) {
        return new InstanceDecision(entry.window(), instanceId, ruleResult, claim);
    }
}
