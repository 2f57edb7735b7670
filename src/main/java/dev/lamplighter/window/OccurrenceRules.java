package dev.lamplighter.window;

import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.ManualStopPolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.AddressDecisionRules;
import dev.lamplighter.window.plan.ClosingRules;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.DrainRules;
import dev.lamplighter.window.plan.GuardDecisionRules;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchRules;
import dev.lamplighter.window.plan.OpenOccurrenceRules;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.plan.RuleResult;
import dev.lamplighter.window.plan.ScaleDecision;
import dev.lamplighter.window.plan.ScaleRules;
import dev.lamplighter.window.plan.TerminationRules;
import dev.lamplighter.window.plan.VolumeDecision;
import dev.lamplighter.window.plan.VolumeDecisionRules;
import dev.lamplighter.window.startup.CheckedStartupPackage;
import dev.lamplighter.window.state.DescribedResources;
import dev.lamplighter.window.state.DesiredAttachments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Decides for each resource of an occurrence, by the rules of the plan, the holds of operators and routes that are suspended. */
final class OccurrenceRules {
    private final DeclaredWindows windows;
    private final DesiredAttachments desiredAttachments;
    private final SuspendedRouteWait switches;
    private final LoadReadings loads;

    /** @param loads what is known of the load of launched machines */
    OccurrenceRules(DeclaredWindows windows, SuspendedRouteWait switches, LoadReadings loads) {
        this.windows = windows;
        this.switches = switches;
        this.loads = loads;
        this.desiredAttachments = new DesiredAttachments(windows);
    }

    /** Decides what an occurrence needs now, regardless of actions under way and of routes at its edges. */
    List<Decision> decide(
            OccurrenceRecord entry, PlanInput planInput, DescribedResources describedResources, Overrides overrides) {
        return entry.isOpen(planInput.now())
                ? opening(entry, planInput, describedResources, overrides)
                : closing(entry, planInput, describedResources, overrides);
    }

    /** Decides how many machines the slots of an open occurrence have whose number follows the load. */
    List<ScaleDecision> scaling(OccurrenceRecord entry, PlanInput planInput, Overrides overrides) {
        StreamingWindow window = windows.find(entry.window());
        return window == null
                ? List.of()
                : new ScaleRules(
                                planInput,
                                entry,
                                loads,
                                id -> overrides
                                        .hold(id, planInput.now())
                                        .filter(hold -> hold.overrideType() == OverrideType.HOLD_ON)
                                        .isPresent())
                        .decide(window);
    }

    /** Decides what an open occurrence needs. */
    List<Decision> opening(
            OccurrenceRecord entry, PlanInput planInput, DescribedResources describedResources, Overrides overrides) {
        StreamingWindow window = windows.find(entry.window());
        OpenOccurrenceRules rules = new OpenOccurrenceRules(
                planInput,
                entry,
                window == null
                        ? ManualStopPolicy.RESPECT
                        : window.windowPolicy().manual(),
                window == null ? List.of() : window.windowResources().alternates());
        Holds holds = new Holds(overrides, planInput.now());
        VolumeDecisionRules volumeRules = new VolumeDecisionRules(planInput, entry, describedResources.volumes());
        AddressDecisionRules addressRules = new AddressDecisionRules(
                planInput, entry, describedResources.elasticIps(), desiredAttachments.addressesFrom(entry));
        List<Decision> decisions = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            Optional<SlotScaling> drain = entry.drainOf(id);
            if (drain.isPresent() && !isOver(entry, planInput, id)) {
                InstanceDecision given = new DrainRules(planInput, entry, window).decide(id, drain.get());
                decisions.add(switches.orWait(holds.laidOver(given, entry), entry, "stop"));
            } else if (!isOver(entry, planInput, id)) {
                decisions.add(switches.orWait(holds.laidOver(rules.decide(id), entry), entry, "start"));
            }
        }
        for (Decision decision :
                launchRules(entry, planInput, describedResources).opening(window)) {
            decisions.add(switches.orWait(decision, entry, "start"));
        }
        for (WindowVolume windowVolume : desiredAttachments.volumes(entry)) {
            Decision decision = desiredAttachments
                    .conflict(entry, windowVolume)
                    .<Decision>map(why -> new VolumeDecision(entry.window(), windowVolume, RuleResult.alert(why)))
                    .orElseGet(() -> volumeRules.decide(windowVolume));
            decisions.add(switches.orWait(decision, entry, "start"));
        }
        for (WindowAddress windowAddress : desiredAttachments.addresses(entry)) {
            Decision decision = desiredAttachments
                    .conflict(entry, windowAddress, overrides)
                    .<Decision>map(why -> new AddressDecision(entry.window(), windowAddress, RuleResult.alert(why)))
                    .orElseGet(() -> addressRules.decide(windowAddress));
            decisions.add(switches.orWait(decision, entry, "associate"));
        }
        return decisions;
    }

    /** Whether an instance was launched by the occurrence and is gone, so that only its slot is left to decide about. */
    private static boolean isOver(OccurrenceRecord entry, PlanInput planInput, String id) {
        return entry.isLaunched(id)
                && (entry.claim(id).claimPhase() == ClaimPhase.RELEASED
                        || planInput
                                .describedInstances()
                                .instance(id)
                                .filter(LaunchRules::isGone)
                                .isPresent());
    }

    private static LaunchRules launchRules(
            OccurrenceRecord entry, PlanInput planInput, DescribedResources describedResources) {
        return new LaunchRules(
                planInput,
                entry,
                describedResources.launched(),
                describedResources.elasticIps(),
                CheckedStartupPackage::build);
    }

    /** Decides what is to be done after an occurrence's end, or at a guard's time. */
    List<Decision> closing(
            OccurrenceRecord entry, PlanInput planInput, DescribedResources describedResources, Overrides overrides) {
        StreamingWindow window = windows.find(entry.window());
        // For a window that is no longer declared the action is stop, which can be undone.
        EndAction endAction =
                window == null ? EndAction.STOP : window.windowPolicy().endAction();
        Function<String, InstanceDecision> rules = window != null && entry.isGuard()
                ? new GuardDecisionRules(planInput, entry, endAction)::decide
                : new ClosingRules(planInput, entry, endAction)::decide;
        TerminationRules terminations = new TerminationRules(planInput, entry);
        Holds holds = new Holds(overrides, planInput.now());
        List<Decision> closing = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            InstanceDecision decision = entry.isLaunched(id) ? terminations.decide(id) : rules.apply(id);
            closing.add(switches.orWait(holds.laidOver(decision, entry), entry, "stop"));
        }
        closing.addAll(launchRules(entry, planInput, describedResources).closing());
        return closing;
    }

    /** Whether each address of the occurrence is in place, by allocation id, as far as these decisions show it. */
    Map<String, Boolean> inPlace(OccurrenceRecord entry, List<Decision> decisions, Instant now) {
        Map<String, Boolean> inPlace = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision instanceof AddressDecision address && !address.isUnknown()) {
                inPlace.put(decision.resource(), decision.action() == Action.NONE);
            }
        }
        if (!entry.isOpen(now)) {
            desiredAttachments.addresses(entry).forEach(windowAddress -> inPlace.put(windowAddress.eip(), false));
        }
        return inPlace;
    }
}
