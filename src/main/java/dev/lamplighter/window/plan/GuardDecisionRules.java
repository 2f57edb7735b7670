package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a guard does about one of its instances once its moment has come: stops it, whoever started it, unless a
 * window needs it or it was started since.
 */
public final class GuardDecisionRules {
    private static final String SINCE = "started after the guard's moment";

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final StopRules stops;

    public GuardDecisionRules(PlanInput planInput, OccurrenceRecord entry, EndAction endAction) {
        this.planInput = planInput;
        this.entry = entry;
        this.stops = new StopRules(planInput, entry, endAction);
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (claim.claimPhase() == ClaimPhase.RELEASED) {
            return stops.release(instanceId, "nothing more to do");
        }
        Optional<OccurrenceRecord> other = planInput.otherOpenEntry(instanceId, entry);
        if (other.isPresent()) {
            return stops.release(instanceId, "kept on for " + other.get().window());
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        if (instance.isEmpty()) {
            return stops.unlisted(instanceId, claim);
        }
        boolean isObeying = claim.claimPhase() == ClaimPhase.STOPPING || claim.claimPhase() == ClaimPhase.STOP_SEEN;
        return switch (instance.get().state()) {
            case RUNNING -> running(instance.get(), claim);
            case PENDING ->
                isSince(instance.get(), claim)
                        ? stops.release(instanceId, SINCE)
                        : stops.await(instanceId, "pending; to be stopped once it runs", claim);
            case STOPPING ->
                isObeying
                        ? stops.await(instanceId, "stopping", claim.as(ClaimPhase.STOP_SEEN))
                        : stops.release(instanceId, "stopping already");
            case STOPPED -> stops.release(instanceId, isObeying ? "stopped" : "off already");
            case SHUTTING_DOWN, TERMINATED -> stops.release(instanceId, "terminated");
            case UNKNOWN -> stops.await(instanceId, "in a state without a name", claim);
        };
    }

    private InstanceDecision running(Instance instance, InstanceStartAttempts claim) {
        if (isSince(instance, claim)) {
            return stops.release(instance.id(), SINCE);
        }
        return stops.running(instance, claim, "the guard's moment has come");
    }

    private boolean isSince(Instance instance, InstanceStartAttempts claim) {
        Instant launched = instance.launchTime();
        return claim.claimPhase() == ClaimPhase.STOP_SEEN
                || launched.isAfter(entry.start().plus(StopRules.SKEW));
    }
}
