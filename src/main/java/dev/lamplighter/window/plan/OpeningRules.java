package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.ManualPolicy;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.InstanceClaim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.LastCall;
import java.time.Duration;
import java.util.Optional;

/** What an open occurrence does about one of its instances: have it running, unless a person wants it otherwise. */
public final class OpeningRules {
    /** Starts after which an instance that keeps falling back to stopped is left to a person. */
    private static final int MOST_STARTS = 3;
    /** A stop takes EC2 minutes at most; an older one explains nothing. */
    private static final Duration STOP_LASTS = Duration.ofMinutes(30);

    private final Situation situation;
    private final JournalEntry entry;
    private final ManualPolicy manual;

    public OpeningRules(Situation situation, JournalEntry entry, ManualPolicy manual) {
        this.situation = situation;
        this.entry = entry;
        this.manual = manual;
    }

    public InstanceDecision decide(String instanceId) {
        InstanceClaim claim = entry.claim(instanceId);
        Optional<Instance> described = situation.instance(instanceId);
        if (described.isEmpty()) {
            return decision(instanceId, Verdict.alert(Alerts.notDescribed(instanceId)), claim);
        }
        Instance instance = described.get();
        return switch (instance.state()) {
            case RUNNING -> decision(instanceId, Verdict.of(Action.NONE, "running"), claim.as(Claim.HELD));
            case PENDING ->
                decision(
                        instanceId,
                        Verdict.of(Action.WAIT, "pending"),
                        claim.as(claim.claim() == Claim.HELD ? Claim.HELD : Claim.STARTING));
            case STOPPING, STOPPED -> off(instance, claim);
            case SHUTTING_DOWN, TERMINATED -> decision(instanceId, Verdict.alert(Alerts.gone(instance)), claim);
            case UNKNOWN -> decision(instanceId, Verdict.of(Action.WAIT, "in a state without a name"), claim);
        };
    }

    private InstanceDecision off(Instance instance, InstanceClaim claim) {
        return switch (claim.claim()) {
            case NAMED -> start(instance, claim, "its window is open");
            case STARTING -> startAgain(instance, claim);
            case HELD -> stoppedInside(instance, claim);
            case LEFT -> left(instance, claim);
            case STOPPING, STOP_SEEN, RELEASED ->
                decision(instance.id(), Verdict.of(Action.NONE, "already given back"), claim);
        };
    }

    private InstanceDecision stoppedInside(Instance instance, InstanceClaim claim) {
        if (isOurStop(instance)) {
            return start(instance, claim.as(Claim.NAMED), "it was stopped for the end of another occurrence");
        }
        if (!isPersons(instance)) {
            return startAgain(instance, claim.as(Claim.STARTING));
        }
        InstanceClaim left = claim.as(Claim.LEFT);
        return switch (manual) {
            case RESPECT -> decision(instance.id(), Verdict.alert(Alerts.stoppedByHand(instance)), left);
            case ENFORCE ->
                decision(instance.id(), Verdict.of(Action.WAIT, "stopped by hand; to be started again"), left);
        };
    }

    private InstanceDecision left(Instance instance, InstanceClaim claim) {
        return switch (manual) {
            case RESPECT -> decision(instance.id(), Verdict.of(Action.NONE, "stopped by hand, left off"), claim);
            case ENFORCE -> start(instance, claim, "stopped by hand, manual: enforce");
        };
    }

    private InstanceDecision startAgain(Instance instance, InstanceClaim claim) {
        if (claim.starts() == 0) {
            return start(instance, claim, "its window is open");
        }
        if (claim.starts() >= MOST_STARTS && situation.recentCall(instance.id()).isEmpty()) {
            return decision(instance.id(), Verdict.alert(Alerts.fallsBack(instance, claim.starts())), claim);
        }
        return start(instance, claim, "it did not stay on, " + Alerts.because(instance));
    }

    private InstanceDecision start(Instance instance, InstanceClaim claim, String why) {
        String id = instance.id();
        if (instance.state() != InstanceState.STOPPED) {
            return decision(id, Verdict.of(Action.WAIT, "still stopping"), claim);
        }
        Optional<LastCall> recent = situation.recentCall(id);
        if (recent.isPresent()) {
            return decision(
                    id,
                    Verdict.of(Action.WAIT, "the last call was " + recent.get().action()),
                    claim);
        }
        if (situation.isStale()) {
            return decision(id, Verdict.of(Action.WAIT, "the data is stale"), claim);
        }
        return decision(id, Verdict.of(Action.START, why), claim.starting());
    }

    /** Our own last stop, asked for during the run that has ended. */
    private boolean isOurStop(Instance instance) {
        return situation
                .lastCall(instance.id())
                .filter(call -> Action.stops(call.action()))
                .filter(call -> call.at().isAfter(instance.launchTime()))
                .filter(call -> call.isWithin(STOP_LASTS, situation.now()))
                .isPresent();
    }

    /** EC2 and the operating system give codes of their own (AWS: "StateReason"). */
    private static boolean isPersons(Instance instance) {
        String code = instance.stateReasonCode();
        return code == null || code.isEmpty() || code.equals("Client.UserInitiatedShutdown");
    }

    private InstanceDecision decision(String instanceId, Verdict verdict, InstanceClaim claim) {
        return new InstanceDecision(entry.window(), instanceId, verdict, claim);
    }
}
