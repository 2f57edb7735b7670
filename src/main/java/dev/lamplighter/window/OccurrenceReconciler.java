package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.ManualStopPolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.declare.WindowVolume;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.hook.EdgeHooks;
import dev.lamplighter.window.hook.HookRuns;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.AddressRules;
import dev.lamplighter.window.plan.ClosingRules;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.GuardRules;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.MissingConditions;
import dev.lamplighter.window.plan.OpeningRules;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.plan.RuleResult;
import dev.lamplighter.window.plan.VolumeDecision;
import dev.lamplighter.window.plan.VolumeRules;
import dev.lamplighter.window.state.DescribedResources;
import dev.lamplighter.window.state.DesiredAttachments;
import dev.lamplighter.window.watch.DeadlineWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares one occurrence with what EC2 shows: decides for each of its resources and writes into the journal what was seen.
 * Not thread-safe; guarded by its owner's lock.
 */
final class OccurrenceReconciler {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final InstantSource clock;
    private final WindowAlerts windowAlerts;
    private final BiPredicate<Decision, JournalEntry> admitted;
    private final DeadlineWatch deadlines;
    private final GuardTimeout guards;
    private final ReadyChecks readyChecks;
    private final SuspendedRoutes switches;
    private final EdgeHooks edges;
    private final DesiredAttachments desiredAttachments;
    private final ActionRoutes actions;
    private final List<DueAction> due = new ArrayList<>();
    private boolean heldBack;
    private Overrides overrides = Overrides.NONE;

    OccurrenceReconciler(
            DeclaredWindows windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            InstantSource clock,
            WindowAlerts windowAlerts,
            BiPredicate<Decision, JournalEntry> admitted,
            DeadlineWatch deadlines) {
        this.deadlines = deadlines;
        this.guards = new GuardTimeout(windows, journal, clock, windowAlerts, deadlines);
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.admitted = admitted;
        this.readyChecks = new ReadyChecks(windowPorts.ready());
        this.switches = new SuspendedRoutes(windowPorts.suspended(), windowAlerts);
        this.actions = windowPorts.actions();
        this.edges =
                new EdgeHooks(new HookRuns(windowPorts.hooks(), journal.notes(), windowAlerts, windowPorts.nanoTime()));
        this.desiredAttachments = new DesiredAttachments(windows);
    }

    /** Begins a pass with these overrides. */
    void begin(Overrides said) {
        heldBack = false;
        due.clear();
        heed(said);
    }

    /** Uses these overrides from now on. */
    void heed(Overrides said) {
        overrides = said;
    }

    /** The actions that have become due since {@link #begin}, in order. */
    List<DueAction> due() {
        return List.copyOf(due);
    }

    /** Reports deadlines that passed between two passes. */
    void tellMissed() {
        deadlines.check(overrides);
    }

    /** Whether calls wait for EC2's rates since {@link #begin}. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Forgets what is known: another copy may have acted. */
    void forget() {
        edges.forget();
        readyChecks.forget();
        deadlines.forget();
    }

    List<Decision> open(
            JournalEntry entry,
            PlanInput planInput,
            DescribedResources describedResources,
            ReconcileScope reconcileScope) {
        StreamingWindow window = windows.find(entry.window());
        List<Decision> decisions = new ArrayList<>(leavingOut(wantedOn(entry, planInput, describedResources), entry));
        JournalEntry current = apply(decisions, entry, reconcileScope);
        if (window != null) {
            Optional<? extends Decision> hook = edges.beforeReady(window, entry, decisions, planInput);
            hook.ifPresent(decisions::add);
            current = apply(hook.stream().toList(), current, reconcileScope);
            Optional<? extends Decision> check = readyChecks.decide(window, entry, decisions, planInput.now());
            check.ifPresent(decisions::add);
            current = apply(check.stream().toList(), current, reconcileScope);
        }
        finish(entry, current.withPhase(phase(current, decisions)), decisions, planInput.describedInstances());
        return decisions;
    }

    private List<Decision> wantedOn(JournalEntry entry, PlanInput planInput, DescribedResources describedResources) {
        StreamingWindow window = windows.find(entry.window());
        OpeningRules rules = new OpeningRules(
                planInput,
                entry,
                window == null
                        ? ManualStopPolicy.RESPECT
                        : window.windowPolicy().manual(),
                window == null ? List.of() : window.windowResources().alternates());
        Holds holds = new Holds(overrides, planInput.now());
        VolumeRules volumeRules = new VolumeRules(planInput, entry, describedResources.volumes());
        AddressRules addressRules = new AddressRules(
                planInput, entry, describedResources.elasticIps(), desiredAttachments.addressesFrom(entry));
        List<Decision> decisions = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            decisions.add(switches.heed(holds.laidOver(rules.decide(id), entry), entry, "start"));
        }
        for (WindowVolume windowVolume : desiredAttachments.volumes(entry)) {
            Decision decision = desiredAttachments
                    .conflict(entry, windowVolume)
                    .<Decision>map(why -> new VolumeDecision(entry.window(), windowVolume, RuleResult.alert(why)))
                    .orElseGet(() -> volumeRules.decide(windowVolume));
            decisions.add(switches.heed(decision, entry, "start"));
        }
        for (WindowAddress windowAddress : desiredAttachments.addresses(entry)) {
            Decision decision = desiredAttachments
                    .conflict(entry, windowAddress, overrides)
                    .<Decision>map(why -> new AddressDecision(entry.window(), windowAddress, RuleResult.alert(why)))
                    .orElseGet(() -> addressRules.decide(windowAddress));
            decisions.add(switches.heed(decision, entry, "associate"));
        }
        return decisions;
    }

    List<Decision> close(JournalEntry entry, PlanInput planInput, ReconcileScope reconcileScope) {
        StreamingWindow window = windows.find(entry.window());
        List<Decision> closing = leavingOut(wantedOff(entry, planInput), entry);
        if (guards.isTooLate(entry, closing, planInput.now())) {
            guards.giveUp(entry, MissingConditions.words(entry, closing, planInput.describedInstances()), overrides);
            edges.closed(entry);
            return closing;
        }
        List<Decision> decisions = edges.beforeStop(window, entry, closing, planInput);
        JournalEntry current = apply(decisions, entry.withPhase(Phase.CLOSING), reconcileScope);
        boolean allReleased =
                current.claims().values().stream().allMatch(claim -> claim.claimPhase() == ClaimPhase.RELEASED);
        if (entry.isGuard() && allReleased) {
            current = current.withReason(closing.stream()
                    .map(decision -> decision.resource() + " " + decision.reason())
                    .collect(Collectors.joining(", ")));
        }
        finish(
                entry,
                current.withPhase(allReleased ? Phase.CLOSED : Phase.CLOSING),
                decisions,
                planInput.describedInstances());
        return decisions;
    }

    /** Decides for each resource of an occurrence, regardless of actions under way and of routes at its edges. */
    List<Decision> decide(JournalEntry entry, PlanInput planInput, DescribedResources describedResources) {
        return entry.isOpen(planInput.now())
                ? wantedOn(entry, planInput, describedResources)
                : wantedOff(entry, planInput);
    }

    /** Lets resources wait that have an action under way, whether for this occurrence or for another. */
    private List<Decision> leavingOut(List<Decision> decisions, JournalEntry entry) {
        return decisions.stream()
                .map(decision -> decision.action().isMutating()
                        ? underWay(decision.resource())
                                .map(why -> decision.waiting(why, entry))
                                .orElse(decision)
                        : decision)
                .toList();
    }

    private Optional<String> underWay(String resource) {
        return due.stream()
                .filter(other -> other.resource().equals(resource))
                .map(other -> other.action() + " is due for " + other.window())
                .findFirst()
                .or(() -> actions.underWay(resource));
    }

    private List<Decision> wantedOff(JournalEntry entry, PlanInput planInput) {
        StreamingWindow window = windows.find(entry.window());
        // For a window that is no longer declared the action is stop, which can be undone.
        EndAction endAction =
                window == null ? EndAction.STOP : window.windowPolicy().endAction();
        Function<String, InstanceDecision> rules = window != null && entry.isGuard()
                ? new GuardRules(planInput, entry, endAction)::decide
                : new ClosingRules(planInput, entry, endAction)::decide;
        Holds holds = new Holds(overrides, planInput.now());
        List<Decision> closing = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            closing.add(switches.heed(holds.laidOver(rules.apply(id), entry), entry, "stop"));
        }
        return closing;
    }

    /** Notes that an occurrence's resources could not be described; its deadlines hold all the same. */
    void unseen(JournalEntry entry, Problem problem) {
        String why = problem.where() + ": " + problem.what() + ": " + problem.why();
        if (guards.isTooLate(entry, clock.instant())) {
            guards.giveUp(entry, why, overrides);
            edges.closed(entry);
            return;
        }
        deadlines.closing(entry, overrides);
        deadlines.unseen(entry, why, overrides);
    }

    private JournalEntry apply(List<? extends Decision> decisions, JournalEntry entry, ReconcileScope reconcileScope) {
        JournalEntry current = entry;
        for (Decision decision : decisions) {
            current = apply(decision, current, reconcileScope);
        }
        return current;
    }

    /** Makes a call due, or only notes what was seen. */
    private JournalEntry apply(Decision decision, JournalEntry entry, ReconcileScope reconcileScope) {
        if (decision.action().isMutating()) {
            if (reconcileScope.allowed().contains(decision.action())) {
                call(decision, entry);
            }
            return entry;
        }
        Problem problem = decision.ruleResult().problem();
        if (problem != null) {
            windowAlerts.alert(decision.window(), problem);
        }
        if (!(decision instanceof InstanceDecision instance)) {
            settle(decision, decision.action() == Action.NONE);
            return entry;
        }
        settle(decision, decision.action() == Action.NONE && instance.claim().claimPhase() != ClaimPhase.LEFT);
        return entry.withClaim(instance.resource(), instance.claim());
    }

    private void call(Decision decision, JournalEntry entry) {
        if (admitted.test(decision, entry)) {
            due.add(new DueAction(decision, entry.start()));
        } else {
            heldBack = true;
        }
    }

    private void settle(Decision decision, boolean settled) {
        if (settled) {
            windowAlerts.settled(decision.window(), decision.resource(), decision.reason());
        }
    }

    private void finish(
            JournalEntry before, JournalEntry after, List<Decision> decisions, DescribedInstances describedInstances) {
        // First, so that a kill in between leaves no interval without an end.
        journal.spans().note(after, inPlace(after, decisions), clock.instant());
        deadlines.closing(before.withPhase(after.phase()), overrides);
        if (!after.equals(before)) {
            journal.save(after, clock.instant());
        }
        if (after.phase() != before.phase()) {
            windowAlerts.phase(after);
        }
        if (after.phase() == Phase.CLOSED) {
            edges.closed(after);
        }
        deadlines.check(after, MissingConditions.words(after, decisions, describedInstances), overrides);
    }

    /** Which addresses serve the occurrence, as far as this pass knows. */
    private Map<String, Boolean> inPlace(JournalEntry entry, List<Decision> decisions) {
        Map<String, Boolean> inPlace = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision instanceof AddressDecision address && !address.isUnknown()) {
                inPlace.put(decision.resource(), decision.action() == Action.NONE);
            }
        }
        if (!entry.isOpen(clock.instant())) {
            desiredAttachments.addresses(entry).forEach(windowAddress -> inPlace.put(windowAddress.eip(), false));
        }
        return inPlace;
    }

    private static Phase phase(JournalEntry entry, List<Decision> decisions) {
        boolean alert = decisions.stream().anyMatch(decision -> decision.action() == Action.ALERT);
        boolean left = entry.claims().values().stream().anyMatch(claim -> claim.claimPhase() == ClaimPhase.LEFT);
        if (alert || left) {
            return Phase.DEGRADED;
        }
        return decisions.stream().allMatch(decision -> decision.action() == Action.NONE) ? Phase.OPEN : Phase.OPENING;
    }
}
