package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.util.Optional;

/**
 * Decides what an occurrence whose end has passed does about one of its instances: stops it if the occurrence opened or
 * adopted it, no other occurrence needs it, and it has not been started again since.
 */
public final class ClosingRules {
    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final StopRules stops;

    public ClosingRules(PlanInput planInput, OccurrenceRecord entry, EndAction endAction) {
        this.planInput = planInput;
        this.entry = entry;
        this.stops = new StopRules(planInput, entry, endAction);
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (claim.claimPhase() == ClaimPhase.RELEASED) {
            return stops.release(instanceId, "given back");
        }
        if (claim.claimPhase() == ClaimPhase.NAMED) {
            return finish(instanceId, "never opened", claim);
        }
        Optional<OccurrenceRecord> other = planInput.otherOpenEntry(instanceId, entry);
        if (other.isPresent()) {
            return stops.release(instanceId, "kept on for " + other.get().window());
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        if (instance.isEmpty()) {
            return stops.unlisted(instanceId, claim);
        }
        return switch (instance.get().state()) {
            case RUNNING -> running(instance.get(), claim);
            case PENDING -> pending(instanceId, claim);
            case STOPPING -> stopping(instanceId, claim);
            case STOPPED -> stopped(instanceId, claim);
            case SHUTTING_DOWN, TERMINATED -> stops.release(instanceId, "terminated");
            case UNKNOWN -> stops.await(instanceId, "in a state without a name", claim);
        };
    }

    private InstanceDecision running(Instance instance, InstanceStartAttempts claim) {
        if (claim.claimPhase() == ClaimPhase.STOP_SEEN || isAnotherRun(instance, claim)) {
            return stops.release(instance.id(), "started by somebody after the end");
        }
        return stops.running(instance, claim, "its window has ended");
    }

    /** Whether it was started after the end, by someone other than this service. */
    private boolean isAnotherRun(Instance instance, InstanceStartAttempts claim) {
        boolean askedFor = claim.claimPhase() == ClaimPhase.STARTING && claim.starts() > 0;
        return !askedFor && instance.launchTime().isAfter(entry.end().plus(StopRules.SKEW));
    }

    private InstanceDecision pending(String instanceId, InstanceStartAttempts claim) {
        return claim.claimPhase() == ClaimPhase.STOP_SEEN
                ? stops.release(instanceId, "started by somebody after the end")
                : stops.await(instanceId, "pending; to be stopped once it runs", claim);
    }

    private InstanceDecision stopping(String instanceId, InstanceStartAttempts claim) {
        return switch (claim.claimPhase()) {
            case STOPPING, STOP_SEEN -> stops.await(instanceId, "stopping", claim.as(ClaimPhase.STOP_SEEN));
            case NAMED, STARTING, HELD, LEFT, RELEASED ->
                planInput.callHistory().lentType(instanceId).isPresent()
                        ? stops.await(instanceId, "stopped by somebody; stopping", claim)
                        : stops.release(instanceId, "stopped by somebody");
        };
    }

    private InstanceDecision stopped(String instanceId, InstanceStartAttempts claim) {
        if (claim.claimPhase() == ClaimPhase.STARTING
                && planInput.recentCall(instanceId).isPresent()) {
            return stops.await(instanceId, "started just now and not yet seen", claim);
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
            return stops.release(instanceId, reason);
        }
        Optional<LastCall> last = planInput.recentCall(instanceId, claim);
        if (last.isPresent()) {
            return stops.await(instanceId, "the last call was " + last.get().action(), claim);
        }
        String why = "to " + type.get().to() + ", its own type";
        return new InstanceDecision(entry.window(), instanceId, RuleResult.of(Action.MODIFY, why), claim, type.get());
    }
}
