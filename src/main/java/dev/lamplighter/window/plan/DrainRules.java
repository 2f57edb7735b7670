package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.ScalePolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an open occurrence does about a machine that its load doesn't need any more: tags it, lets its viewers leave it,
 * and terminates it when its time is over.
 */
public final class DrainRules {
    /** For a slot that is no longer declared so. */
    private static final Duration UNDECLARED = Duration.ofMinutes(10);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final @Nullable StreamingWindow window;

    /**
     * Rules for an occurrence.
     *
     * @param window null if it is no longer declared
     */
    public DrainRules(PlanInput planInput, OccurrenceRecord entry, @Nullable StreamingWindow window) {
        this.planInput = planInput;
        this.entry = entry;
        this.window = window;
    }

    /**
     * Decides for one machine.
     *
     * @param drain the decision to do without it
     */
    public InstanceDecision decide(String instanceId, SlotScaling drain) {
        Instant end = drain.at().plus(length(instanceId));
        InstanceStartAttempts claim = entry.claim(instanceId);
        if (!planInput.now().isBefore(end)) {
            return new TerminationRules(planInput, entry, "the load doesn't need it, and it has drained")
                    .decide(instanceId);
        }
        Optional<Instance> instance = planInput.instance(instanceId);
        boolean isTold = instance.filter(one -> one.tags().containsKey(Ec2Actions.DRAIN_TAG))
                .isPresent();
        if (isTold || instance.isEmpty()) {
            return wait(instanceId, "drains until " + end, claim);
        }
        if (planInput.isStale() || planInput.recentCall(instanceId, claim).isPresent()) {
            return wait(instanceId, "drains until " + end + "; to be tagged a while after the last call", claim);
        }
        return new InstanceDecision(
                entry.window(), instanceId, RuleResult.of(Action.DRAIN, "the load doesn't need it any more"), claim);
    }

    private Duration length(String instanceId) {
        return entry.launches().stream()
                .filter(launch -> launch.isOf(instanceId))
                .map(SlotLaunch::slot)
                .flatMap(name -> Optional.ofNullable(window).stream()
                        .flatMap(declared -> declared.windowResources().launches().stream())
                        .filter(slot -> slot.name().equals(name)))
                .flatMap(slot -> slot.scalePolicy().stream())
                .map(ScalePolicy::drain)
                .findFirst()
                .orElse(UNDECLARED);
    }

    private InstanceDecision wait(String instanceId, String why, InstanceStartAttempts claim) {
        return new InstanceDecision(entry.window(), instanceId, RuleResult.of(Action.WAIT, why), claim);
    }
}
