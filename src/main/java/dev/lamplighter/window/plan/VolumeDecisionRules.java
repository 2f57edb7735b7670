package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.ec2.DescribedVolume;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what an open occurrence does about one of its volumes: attaches it to its instance, without taking it from
 * another.
 */
public final class VolumeDecisionRules {
    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final Optional<Map<String, DescribedVolume>> described;

    /**
     * Rules for one pass.
     *
     * @param described by id, as just described; empty if EC2 could not be called
     */
    public VolumeDecisionRules(
            PlanInput planInput, OccurrenceRecord entry, Optional<Map<String, DescribedVolume>> described) {
        this.planInput = planInput;
        this.entry = entry;
        this.described = described;
    }

    public VolumeDecision decide(WindowVolume windowVolume) {
        return new VolumeDecision(entry.window(), windowVolume, verdict(windowVolume));
    }

    /** Whether describing the volume makes sense. */
    public static boolean isTimely(PlanInput planInput, WindowVolume windowVolume) {
        return planInput.instance(windowVolume.instance()).map(Instance::state).orElse(InstanceState.UNKNOWN)
                == InstanceState.RUNNING;
    }

    private RuleResult verdict(WindowVolume windowVolume) {
        if (!isTimely(planInput, windowVolume)) {
            return RuleResult.of(Action.WAIT, "its instance is not running");
        }
        if (described.isEmpty()) {
            return RuleResult.of(Action.WAIT, "the volumes can't be seen");
        }
        DescribedVolume seen = described.get().get(windowVolume.id());
        if (seen == null) {
            return refused(
                    windowVolume, "EC2 doesn't list the volume", "it was deleted, mistyped, or lies in another region");
        }
        if (seen.instanceId() != null
                && entry.isLaunched(seen.instanceId())
                && !windowVolume.instance().equals(seen.instanceId())) {
            return RuleResult.of(Action.WAIT, "the instance before has it until it is gone");
        }
        if (seen.instanceId() != null) {
            return attached(windowVolume, seen);
        }
        return switch (seen.state()) {
            case "available" -> attach(windowVolume);
            case "creating", "in-use" -> RuleResult.of(Action.WAIT, "EC2 says it is " + seen.state());
            default -> refused(windowVolume, "the volume is " + seen.state(), "it can't be attached");
        };
    }

    private static RuleResult attached(WindowVolume windowVolume, DescribedVolume seen) {
        if (!windowVolume.instance().equals(seen.instanceId())) {
            return refused(
                    windowVolume,
                    "the volume is attached to " + seen.instanceId() + " as " + seen.device(),
                    "it is wanted by " + windowVolume.instance() + " and is never taken away");
        }
        if (!windowVolume.device().equals(seen.device())) {
            return refused(
                    windowVolume,
                    "the volume is attached as " + seen.device(),
                    windowVolume.device() + " is wanted, and a volume is never detached");
        }
        return RuleResult.of(Action.NONE, "attached");
    }

    private RuleResult attach(WindowVolume windowVolume) {
        if (planInput.isStale()) {
            return RuleResult.of(Action.WAIT, "the data is stale");
        }
        return planInput
                .recentCall(windowVolume.id())
                .map(recent -> RuleResult.of(Action.WAIT, "the last call was " + recent.action()))
                .orElseGet(() -> RuleResult.of(Action.ATTACH, "the volume is free and its window is open"));
    }

    private static RuleResult refused(WindowVolume windowVolume, String what, String why) {
        return RuleResult.alert(new Problem(
                WindowProblemCode.VOLUME_REFUSED,
                windowVolume.id(),
                what,
                why,
                "move it by hand, or name another volume in windows.yaml"));
    }
}
