package dev.lamplighter.window.plan;

import dev.lamplighter.base.Problem;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.ec2.EbsVolume;
import dev.lamplighter.window.journal.JournalEntry;
import java.util.Map;
import java.util.Optional;

/** What an open occurrence does about one of its volumes: have it on its instance, without taking it from another. */
public final class VolumeRules {
    private final Situation situation;
    private final JournalEntry entry;
    private final Optional<Map<String, EbsVolume>> described;

    /**
     * Rules for one look.
     *
     * @param described by id, as just described; empty if EC2 could not be asked
     */
    public VolumeRules(Situation situation, JournalEntry entry, Optional<Map<String, EbsVolume>> described) {
        this.situation = situation;
        this.entry = entry;
        this.described = described;
    }

    public VolumeDecision decide(Volume volume) {
        return new VolumeDecision(entry.window(), volume, verdict(volume));
    }

    /** Whether looking at the volume makes sense. */
    public static boolean isTimely(Situation situation, Volume volume) {
        return situation.instance(volume.instance()).map(Instance::state).orElse(InstanceState.UNKNOWN)
                == InstanceState.RUNNING;
    }

    private Verdict verdict(Volume volume) {
        if (!isTimely(situation, volume)) {
            return Verdict.of(Action.WAIT, "its instance is not running");
        }
        if (described.isEmpty()) {
            return Verdict.of(Action.WAIT, "the volumes can't be seen");
        }
        EbsVolume seen = described.get().get(volume.id());
        if (seen == null) {
            return refused(
                    volume, "EC2 doesn't list the volume", "it was deleted, mistyped, or lies in another region");
        }
        if (seen.instanceId() != null) {
            return attached(volume, seen);
        }
        return switch (seen.state()) {
            case "available" -> attach(volume);
            case "creating", "in-use" -> Verdict.of(Action.WAIT, "EC2 says it is " + seen.state());
            default -> refused(volume, "the volume is " + seen.state(), "it can't be attached");
        };
    }

    private static Verdict attached(Volume volume, EbsVolume seen) {
        if (!volume.instance().equals(seen.instanceId())) {
            return refused(
                    volume,
                    "the volume is attached to " + seen.instanceId() + " as " + seen.device(),
                    "it is wanted by " + volume.instance() + " and is never taken away");
        }
        if (!volume.device().equals(seen.device())) {
            return refused(
                    volume,
                    "the volume is attached as " + seen.device(),
                    volume.device() + " is wanted, and a volume is never detached");
        }
        return Verdict.of(Action.NONE, "attached");
    }

    private Verdict attach(Volume volume) {
        if (situation.isStale()) {
            return Verdict.of(Action.WAIT, "the data is stale");
        }
        return situation
                .recentCall(volume.id())
                .map(recent -> Verdict.of(Action.WAIT, "the last call was " + recent.action()))
                .orElseGet(() -> Verdict.of(Action.ATTACH, "the volume is free and its window is open"));
    }

    private static Verdict refused(Volume volume, String what, String why) {
        return Verdict.alert(new Problem(
                "WINDOW-120", volume.id(), what, why, "move it by hand, or name another volume in windows.yaml"));
    }
}
