package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.ManualStopPolicy;
import dev.lamplighter.window.ec2.Ec2Error;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides what an open occurrence does about one of its instances: keeps it running, unless a person stopped it and the
 * window respects that.
 */
public final class OpenOccurrenceRules {
    /** Starts after which an instance that keeps falling back to stopped is left to a person. */
    private static final int MOST_STARTS = 3;
    /** Starts after which an instance that its own operating system keeps shutting down is left to a person. */
    private static final int MOST_STARTS_AFTER_OWN_SHUTDOWN = 2;

    private static final String OWN_SHUTDOWN = "Client.InstanceInitiatedShutdown";
    /** How long a stop may take. EC2 needs minutes at most; an older stop does not explain a stopped instance. */
    private static final Duration STOP_LASTS = Duration.ofMinutes(30);

    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final ManualStopPolicy manual;
    private final InstanceTypeRules instanceTypes;

    /** @param alternates types to try when the instance's own can't be had */
    public OpenOccurrenceRules(
            PlanInput planInput, OccurrenceRecord entry, ManualStopPolicy manual, List<String> alternates) {
        this.planInput = planInput;
        this.entry = entry;
        this.manual = manual;
        this.instanceTypes = new InstanceTypeRules(planInput, alternates);
    }

    public InstanceDecision decide(String instanceId) {
        InstanceStartAttempts claim = entry.claim(instanceId);
        Optional<Instance> described = planInput.instance(instanceId);
        if (described.isEmpty()) {
            return unlisted(instanceId, claim);
        }
        Instance instance = described.get();
        return switch (instance.state()) {
            case RUNNING -> decision(instanceId, RuleResult.of(Action.NONE, "running"), claim.running());
            case PENDING ->
                decision(
                        instanceId,
                        RuleResult.of(Action.WAIT, "pending"),
                        claim.as(claim.claimPhase() == ClaimPhase.HELD ? ClaimPhase.HELD : ClaimPhase.STARTING));
            case STOPPING, STOPPED -> off(instance, claim);
            case SHUTTING_DOWN, TERMINATED ->
                decision(instanceId, RuleResult.alert(Ec2StateProblems.gone(instance)), claim);
            case UNKNOWN -> decision(instanceId, RuleResult.of(Action.WAIT, "in a state without a name"), claim);
        };
    }

    /** Decides for an instance that EC2 doesn't list; one that was listed before doesn't count as gone at once. */
    private InstanceDecision unlisted(String instanceId, InstanceStartAttempts claim) {
        boolean wait = claim.claimPhase() != ClaimPhase.NAMED
                && !planInput.callHistory().isMissing(instanceId);
        return decision(
                instanceId,
                wait
                        ? RuleResult.of(Action.WAIT, "EC2 doesn't list it for now")
                        : RuleResult.alert(Ec2StateProblems.notDescribed(instanceId)),
                claim);
    }

    private InstanceDecision off(Instance instance, InstanceStartAttempts claim) {
        return switch (claim.claimPhase()) {
            case NAMED -> start(instance, claim, because(claim));
            case STARTING -> startAgain(instance, claim);
            case HELD -> stoppedInside(instance, claim);
            case LEFT -> left(instance, claim);
            case STOPPING, STOP_SEEN, RELEASED ->
                decision(instance.id(), RuleResult.of(Action.NONE, "already given back"), claim);
        };
    }

    private InstanceDecision stoppedInside(Instance instance, InstanceStartAttempts claim) {
        if (isOurStop(instance)) {
            return start(instance, claim.as(ClaimPhase.NAMED), "it was stopped for the end of another occurrence");
        }
        if (!isPersons(instance)) {
            return startAgain(instance, claim.adopted().as(ClaimPhase.STARTING));
        }
        InstanceStartAttempts left = claim.as(ClaimPhase.LEFT);
        return switch (manual) {
            case RESPECT -> decision(instance.id(), RuleResult.alert(Ec2StateProblems.stoppedByHand(instance)), left);
            case ENFORCE ->
                decision(instance.id(), RuleResult.of(Action.WAIT, "stopped by hand; to be started again"), left);
        };
    }

    private InstanceDecision left(Instance instance, InstanceStartAttempts claim) {
        return switch (manual) {
            case RESPECT -> decision(instance.id(), RuleResult.of(Action.NONE, "stopped by hand, left off"), claim);
            case ENFORCE -> start(instance, claim, "stopped by hand, manual: enforce");
        };
    }

    /** Starts an instance again that was started, or whose start was refused, and that is off. */
    private InstanceDecision startAgain(Instance instance, InstanceStartAttempts claim) {
        if (claim.starts() == 0 || !claim.refusal().isEmpty()) {
            return start(instance, claim, because(claim));
        }
        if (instance.state() != InstanceState.STOPPED
                || planInput.recentCall(instance.id()).isPresent()) {
            return start(instance, claim, because(claim)); // decided as waiting: EC2 may not show the start yet
        }
        if (isUntouchedByLastStart(instance)) {
            return start(instance, claim.unsent(), "the start before did not reach EC2");
        }
        String code = Ec2StateProblems.because(instance);
        int most = code.equals(OWN_SHUTDOWN) ? MOST_STARTS_AFTER_OWN_SHUTDOWN : MOST_STARTS;
        return claim.starts() >= most
                ? decision(instance.id(), RuleResult.alert(Ec2StateProblems.fallsBack(instance, claim.starts())), claim)
                : start(instance, claim.refused(code, Ec2Error.of(code).isForType()), "it did not stay on, " + code);
    }

    private static String because(InstanceStartAttempts claim) {
        return claim.refusal().isEmpty()
                ? "its window is open"
                : "its window is open; tried again after " + claim.refusal();
    }

    private InstanceDecision start(Instance instance, InstanceStartAttempts claim, String why) {
        String id = instance.id();
        if (instance.state() != InstanceState.STOPPED) {
            return decision(id, RuleResult.of(Action.WAIT, "still stopping"), claim);
        }
        Optional<LastCall> last = planInput.lastCall(id);
        if (last.isPresent() && last.get().isWithin(PlanInput.SPACING, planInput.now())) {
            return decision(
                    id,
                    RuleResult.of(Action.WAIT, "the last call was " + last.get().action()),
                    claim);
        }
        if (last.isPresent() && isTooSoon(last.get(), claim)) {
            return decision(id, RuleResult.of(Action.WAIT, "a while after " + claim.refusal()), claim);
        }
        if (planInput.isStale()) {
            return decision(id, RuleResult.of(Action.WAIT, "the data is stale"), claim);
        }
        Optional<TypeChange> type = instanceTypes.wanted(instance, claim);
        if (type.isPresent()) {
            return new InstanceDecision(
                    entry.window(),
                    id,
                    RuleResult.of(Action.MODIFY, "to " + type.get().to() + ", " + why),
                    claim,
                    type.get());
        }
        return decision(id, RuleResult.of(Action.START, why), claim.starting());
    }

    /** Whether it is too soon for another start; a changed type is tried at once. */
    private boolean isTooSoon(LastCall last, InstanceStartAttempts claim) {
        return !last.action().equals(Action.MODIFY.name())
                && last.isWithin(RetryBackoff.after(last, claim, instanceTypes.count()), planInput.now());
    }

    /**
     * Whether the instance is off since before the last start, as a stop had left it: a process was stopped between the journal
     * and the call. One that EC2 has started and that fell back has a later launch time, and another reason.
     */
    private boolean isUntouchedByLastStart(Instance instance) {
        return isPersons(instance)
                && planInput
                        .lastCall(instance.id())
                        .filter(call -> call.action().equals(Action.START.name()))
                        .filter(call -> instance.launchTime().isBefore(call.at().minus(StopRules.SKEW)))
                        .isPresent();
    }

    /** Whether this service stopped the instance, in the run that has ended. */
    private boolean isOurStop(Instance instance) {
        return planInput
                .lastCall(instance.id())
                .filter(call -> Action.stops(call.action()))
                .filter(call -> call.at().isAfter(instance.launchTime()))
                .filter(call -> call.isWithin(STOP_LASTS, planInput.now()))
                .isPresent();
    }

    /** Whether a person stopped it: EC2 and the operating system give codes of their own (AWS: "StateReason"). */
    private static boolean isPersons(Instance instance) {
        String code = instance.stateReasonCode();
        return code == null || code.isEmpty() || code.equals("Client.UserInitiatedShutdown");
    }

    private InstanceDecision decision(String instanceId, RuleResult ruleResult, InstanceStartAttempts claim) {
        return new InstanceDecision(entry.window(), instanceId, ruleResult, claim);
    }
}
