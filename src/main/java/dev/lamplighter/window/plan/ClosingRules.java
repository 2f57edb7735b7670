package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what an occurrence whose end has passed does about one of its instances: stops it if the occurrence opened or
 * adopted it, no other occurrence needs it, and it has not been started again since.
 */
public final class ClosingRules {
    /** How far EC2's clock and this service's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final EndAction endAction;

    public ClosingRules(PlanInput planInput, OccurrenceRecord entry, EndAction endAction) {
        this.planInput = planInput;
        this.entry = entry;
        this.endAction = endAction;
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (claim.claimPhase() == ClaimPhase.RELEASED) {
            return release(instanceId, "given back");
        }
        if (claim.claimPhase() == ClaimPhase.NAMED) {
            return finish(instanceId, "never opened", claim);
        }
        Optional<OccurrenceRecord> other = planInput.otherOpenEntry(instanceId, entry);
        if (other.isPresent()) {
            return release(instanceId, "kept on for " + other.get().window());
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        if (instance.isEmpty()) {
            return unlisted(instanceId, claim);
        }
        return switch (instance.get().state()) {
            case RUNNING -> running(instance.get(), claim);
            case PENDING -> pending(instanceId, claim);
            case STOPPING -> stopping(instanceId, claim);
            case STOPPED -> stopped(instanceId, claim);
            case SHUTTING_DOWN, TERMINATED -> release(instanceId, "terminated");
            case UNKNOWN -> await(instanceId, "in a state without a name", claim);
        };
    }

    /** Decides for an instance that EC2 doesn't list; its claim is kept until the instance is seen off. */
    private InstanceDecision unlisted(String instanceId, InstanceStartAttempts claim) {
        return planInput.callHistory().isMissing(instanceId)
                ? decision(instanceId, RuleResult.alert(Ec2StateProblems.notDescribed(instanceId)), claim)
                : await(instanceId, "EC2 doesn't list it for now", claim);
    }

    private InstanceDecision running(Instance instance, InstanceStartAttempts claim) {
        if (claim.claimPhase() == ClaimPhase.STOP_SEEN || isAnotherRun(instance, claim)) {
            return release(instance.id(), "started by somebody after the end");
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
                RuleResult.of(action(endAction, entry, instance.id()), "its window has ended"),
                claim.as(ClaimPhase.STOPPING));
    }

    /** The action that turns an instance off: for one that EC2 has said can't hibernate, a stop. */
    static Action action(EndAction endAction, OccurrenceRecord entry, String instanceId) {
        boolean cannotHibernate = entry.lastError().startsWith(instanceId + ": ")
                && entry.lastError().contains("UnsupportedHibernationConfiguration");
        return switch (endAction) {
            case STOP -> Action.STOP;
            case TERMINATE -> Action.TERMINATE;
            case HIBERNATE -> cannotHibernate ? Action.STOP : Action.HIBERNATE;
        };
    }

    /** Whether it was started after the end, by someone other than this service. */
    private boolean isAnotherRun(Instance instance, InstanceStartAttempts claim) {
        boolean askedFor = claim.claimPhase() == ClaimPhase.STARTING && claim.starts() > 0;
        return !askedFor && instance.launchTime().isAfter(entry.end().plus(SKEW));
    }

    private InstanceDecision pending(String instanceId, InstanceStartAttempts claim) {
        return claim.claimPhase() == ClaimPhase.STOP_SEEN
                ? release(instanceId, "started by somebody after the end")
                : await(instanceId, "pending; to be stopped once it runs", claim);
    }

    private InstanceDecision stopping(String instanceId, InstanceStartAttempts claim) {
        return switch (claim.claimPhase()) {
            case STOPPING, STOP_SEEN -> await(instanceId, "stopping", claim.as(ClaimPhase.STOP_SEEN));
            case NAMED, STARTING, HELD, LEFT, RELEASED ->
                planInput.callHistory().lentType(instanceId).isPresent()
                        ? await(instanceId, "stopped by somebody; stopping", claim)
                        : release(instanceId, "stopped by somebody");
        };
    }

    private InstanceDecision stopped(String instanceId, InstanceStartAttempts claim) {
        if (claim.claimPhase() == ClaimPhase.STARTING
                && planInput.recentCall(instanceId).isPresent()) {
            return await(instanceId, "started just now and not yet seen", claim);
        }
        return finish(instanceId, "stopped", claim);
    }

    /** Releases the instance; gives it its own type back first. */
    private InstanceDecision finish(String instanceId, String reason, InstanceStartAttempts claim) {
        boolean stopped = planInput
                .instance(instanceId)
                .filter(instance -> instance.state() == InstanceState.STOPPED)
                .isPresent();
        Optional<TypeChange> type =
                stopped && planInput.otherOpenEntry(instanceId, entry).isEmpty()
                        ? InstanceTypeRules.givenBack(planInput, instanceId)
                        : Optional.empty();
        if (type.isEmpty()) {
            return release(instanceId, reason);
        }
        Optional<LastCall> last = planInput.lastCall(instanceId);
        if (last.isPresent()
                && (last.get().isWithin(PlanInput.SPACING, planInput.now())
                        || last.get().isWithin(RetryBackoff.after(last.get(), claim, 1), planInput.now()))) {
            return await(instanceId, "the last call was " + last.get().action(), claim);
        }
        String why = "to " + type.get().to() + ", its own type";
        return new InstanceDecision(entry.window(), instanceId, RuleResult.of(Action.MODIFY, why), claim, type.get());
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
