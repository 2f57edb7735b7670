package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.hook.EdgeHookRules;
import dev.lamplighter.window.hook.HookRuns;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.LaunchDecision;
import dev.lamplighter.window.plan.NeededDecisions;
import dev.lamplighter.window.plan.OccurrenceWaitReasons;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.plan.ScaleDecision;
import dev.lamplighter.window.state.DescribedResources;
import dev.lamplighter.window.watch.DeadlineWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Compares one occurrence with the state that EC2 shows: decides for each of its resources, and writes what it has seen into
 * the journal. Not thread-safe; guarded by its owner's lock.
 */
final class OccurrenceReconciler {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final InstantSource clock;
    private final WindowAlerts windowAlerts;
    private final BiPredicate<Decision, OccurrenceRecord> admitted;
    private final DeadlineWatch deadlines;
    private final GuardStopTimeout guards;
    private final ReadyChecks readyChecks;
    private final OccurrenceRules rules;
    private final EdgeHookRules edges;
    private final ActionDispatcher actions;
    private final List<DueAction> due = new ArrayList<>();
    private boolean heldBack;
    private Overrides overrides = Overrides.NONE;

    OccurrenceReconciler(
            DeclaredWindows windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            InstantSource clock,
            WindowAlerts windowAlerts,
            BiPredicate<Decision, OccurrenceRecord> admitted,
            DeadlineWatch deadlines) {
        this.deadlines = deadlines;
        this.guards = new GuardStopTimeout(windows, journal, clock, windowAlerts, deadlines);
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.admitted = admitted;
        this.readyChecks = new ReadyChecks(windowPorts.ready());
        this.rules = new OccurrenceRules(
                windows, new SuspendedRouteWait(windowPorts.suspended(), windowAlerts), windowPorts.loads());
        this.actions = windowPorts.actions();
        this.edges = new EdgeHookRules(
                new HookRuns(windowPorts.hooks(), journal.notes(), windowAlerts, windowPorts.nanoTime()));
    }

    /** Starts a pass with these overrides. */
    void begin(Overrides said) {
        heldBack = false;
        due.clear();
        use(said);
    }

    /** Uses these overrides from now on. */
    void use(Overrides said) {
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
            OccurrenceRecord entry,
            PlanInput planInput,
            DescribedResources describedResources,
            ReconcileScope reconcileScope) {
        StreamingWindow window = windows.find(entry.window());
        List<ScaleDecision> scaling =
                reconcileScope.window().isEmpty() ? rules.scaling(entry, planInput, overrides) : List.of();
        OccurrenceRecord scaled = scale(scaling, entry);
        List<Decision> decisions = new ArrayList<>(scaling);
        decisions.addAll(leavingOut(rules.opening(scaled, planInput, describedResources, overrides), scaled));
        OccurrenceRecord current = apply(decisions, scaled, reconcileScope);
        if (window != null) {
            Optional<? extends Decision> hook =
                    edges.beforeReady(window, entry, NeededDecisions.of(decisions, scaled, window), planInput);
            hook.ifPresent(decisions::add);
            current = apply(hook.stream().toList(), current, reconcileScope);
            Optional<? extends Decision> check =
                    readyChecks.decide(window, entry, NeededDecisions.of(decisions, scaled, window), planInput.now());
            check.ifPresent(decisions::add);
            current = apply(check.stream().toList(), current, reconcileScope);
        }
        List<Decision> needed = NeededDecisions.of(decisions, scaled, window);
        finish(entry, current.withPhase(phase(current, needed)), needed, planInput.describedInstances());
        return decisions;
    }

    List<Decision> close(
            OccurrenceRecord entry,
            PlanInput planInput,
            DescribedResources describedResources,
            ReconcileScope reconcileScope) {
        StreamingWindow window = windows.find(entry.window());
        List<Decision> closing = leavingOut(rules.closing(entry, planInput, describedResources, overrides), entry);
        if (guards.isTooLate(entry, closing, planInput.now())) {
            guards.giveUp(
                    entry, OccurrenceWaitReasons.words(entry, closing, planInput.describedInstances()), overrides);
            edges.closed(entry);
            return closing;
        }
        List<Decision> decisions = edges.beforeStop(window, entry, closing, planInput);
        OccurrenceRecord current = apply(decisions, entry.withPhase(Phase.CLOSING), reconcileScope);
        boolean allReleased = current.unanswered().isEmpty()
                && current.claims().values().stream().allMatch(claim -> claim.claimPhase() == ClaimPhase.RELEASED);
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
    List<Decision> decide(OccurrenceRecord entry, PlanInput planInput, DescribedResources describedResources) {
        return rules.decide(entry, planInput, describedResources, overrides);
    }

    /** Replaces the decisions for resources with an action under way, for any occurrence, by decisions to wait. */
    private List<Decision> leavingOut(List<Decision> decisions, OccurrenceRecord entry) {
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

    /** Records that the resources of an occurrence could not be described; its deadlines are checked all the same. */
    void unseen(OccurrenceRecord entry, Problem problem) {
        String why = problem.where() + ": " + problem.what() + ": " + problem.why();
        if (guards.isTooLate(entry, clock.instant())) {
            guards.giveUp(entry, why, overrides);
            edges.closed(entry);
            return;
        }
        deadlines.closing(entry, overrides);
        deadlines.unseen(entry, why, overrides);
    }

    /** Writes each change of a number of machines into the journal before anything follows from it, and tells it. */
    private OccurrenceRecord scale(List<ScaleDecision> decisions, OccurrenceRecord entry) {
        OccurrenceRecord current = entry;
        for (ScaleDecision decision : decisions) {
            Problem problem = decision.ruleResult().problem();
            if (problem == null) {
                windowAlerts.settled(decision.window(), decision.resource(), decision.reason());
            } else {
                windowAlerts.failed(decision.window(), problem, decision.severity());
            }
            if (decision.slotScaling().isPresent()) {
                current = current.withScaling(decision.slotScaling().get());
                journal.save(current, clock.instant());
                windowAlerts.scaled(decision.window(), decision.slotScaling().get());
            }
        }
        return current;
    }

    private OccurrenceRecord apply(
            List<? extends Decision> decisions, OccurrenceRecord entry, ReconcileScope reconcileScope) {
        OccurrenceRecord current = entry;
        for (Decision decision : decisions) {
            current = apply(decision, current, reconcileScope);
        }
        return current;
    }

    /** Makes a call due, or only records what was seen. */
    private OccurrenceRecord apply(Decision decision, OccurrenceRecord entry, ReconcileScope reconcileScope) {
        if (decision.action().isMutating()) {
            if (reconcileScope.allowed().contains(decision.action())) {
                call(decision, entry);
            }
            return entry;
        }
        if (decision instanceof ScaleDecision) {
            return entry; // told and written before
        }
        Problem problem = decision.ruleResult().problem();
        if (problem != null) {
            windowAlerts.alert(decision.window(), problem);
        }
        if (decision instanceof LaunchDecision launch) {
            settle(decision, decision.action() == Action.NONE);
            return launch.slotLaunch().map(entry::withLaunch).orElse(entry);
        }
        if (!(decision instanceof InstanceDecision instance)) {
            settle(decision, decision.action() == Action.NONE);
            return entry;
        }
        settle(decision, decision.action() == Action.NONE && instance.claim().claimPhase() != ClaimPhase.LEFT);
        return entry.withClaim(instance.resource(), instance.claim());
    }

    private void call(Decision decision, OccurrenceRecord entry) {
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
            OccurrenceRecord before,
            OccurrenceRecord after,
            List<Decision> decisions,
            DescribedInstances describedInstances) {
        // Written first, so that a kill in between leaves no interval without an end.
        journal.spans().note(after, rules.inPlace(after, decisions, clock.instant()), clock.instant());
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
        deadlines.check(after, OccurrenceWaitReasons.words(after, decisions, describedInstances), overrides);
    }

    private static Phase phase(OccurrenceRecord entry, List<Decision> decisions) {
        boolean alert = decisions.stream().anyMatch(decision -> decision.action() == Action.ALERT);
        boolean left = entry.claims().values().stream().anyMatch(claim -> claim.claimPhase() == ClaimPhase.LEFT);
        if (alert || left) {
            return Phase.DEGRADED;
        }
        return decisions.stream().allMatch(decision -> decision.action() == Action.NONE) ? Phase.OPEN : Phase.OPENING;
    }
}
