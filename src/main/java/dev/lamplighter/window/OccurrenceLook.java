package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.declare.ManualPolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.Then;
import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.ec2.Sighting;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Holds;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.AddressRules;
import dev.lamplighter.window.plan.ClosingRules;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.Lacking;
import dev.lamplighter.window.plan.OpeningRules;
import dev.lamplighter.window.plan.Situation;
import dev.lamplighter.window.plan.Verdict;
import dev.lamplighter.window.plan.VolumeDecision;
import dev.lamplighter.window.plan.VolumeRules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Brings one occurrence further: decides for each of its resources and writes down what was seen. Not
 * thread-safe; guarded by its owner's lock.
 */
final class OccurrenceLook {
    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final InstantSource clock;
    private final Reports reports;
    private final BiPredicate<Decision, JournalEntry> admitted;
    private final DeadlineWatch deadlines;
    private final Readiness readiness;
    private final RouteSwitches switches;
    private final EdgeHooks edges;
    private final Wanted wanted;
    private final ActionRoutes actions;
    private final List<DueAction> due = new ArrayList<>();
    private boolean heldBack;
    private Overrides overrides = Overrides.NONE;

    OccurrenceLook(
            DeclaredWindows windows,
            WindowJournal journal,
            Outside outside,
            InstantSource clock,
            Reports reports,
            BiPredicate<Decision, JournalEntry> admitted,
            DeadlineWatch deadlines) {
        this.deadlines = deadlines;
        this.windows = windows;
        this.journal = journal;
        this.clock = clock;
        this.reports = reports;
        this.admitted = admitted;
        this.readiness = new Readiness(outside.ready());
        this.switches = new RouteSwitches(outside.suspended(), reports);
        this.actions = outside.actions();
        this.edges = new EdgeHooks(new HookRuns(outside.hooks(), journal.notes(), reports, outside.nanoTime()));
        this.wanted = new Wanted(windows);
    }

    /** A look begins, with what operators said laid over it. */
    void begin(Overrides said) {
        heldBack = false;
        due.clear();
        heed(said);
    }

    /** Lays over it what operators said. */
    void heed(Overrides said) {
        overrides = said;
    }

    /** What is to be called since {@link #begin}, in order. */
    List<DueAction> due() {
        return List.copyOf(due);
    }

    /** Tells what has passed while nobody looked. */
    void tellMissed() {
        deadlines.look(overrides);
    }

    /** Whether calls wait for EC2's rates since {@link #begin}. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Another copy may act, or has. */
    void forget() {
        edges.forget();
        readiness.forget();
        deadlines.forget();
    }

    List<Decision> open(JournalEntry entry, Situation situation, Seen seen, Scope scope) {
        StreamingWindow window = windows.find(entry.window());
        List<Decision> decisions = new ArrayList<>(leavingOut(wantedOn(entry, situation, seen), entry));
        JournalEntry current = apply(decisions, entry, scope);
        if (window != null) {
            Optional<? extends Decision> hook = edges.beforeReady(window, entry, decisions, situation);
            hook.ifPresent(decisions::add);
            current = apply(hook.stream().toList(), current, scope);
            Optional<? extends Decision> check = readiness.decide(window, entry, decisions, situation.now());
            check.ifPresent(decisions::add);
            current = apply(check.stream().toList(), current, scope);
        }
        finish(entry, current.withPhase(phase(current, decisions)), decisions, situation.sighting());
        return decisions;
    }

    private List<Decision> wantedOn(JournalEntry entry, Situation situation, Seen seen) {
        StreamingWindow window = windows.find(entry.window());
        OpeningRules rules = new OpeningRules(
                situation,
                entry,
                window == null ? ManualPolicy.RESPECT : window.policy().manual(),
                window == null ? List.of() : window.machines().alternates());
        Holds holds = new Holds(overrides, situation.now());
        VolumeRules volumeRules = new VolumeRules(situation, entry, seen.volumes());
        AddressRules addressRules = new AddressRules(situation, entry, seen.elasticIps(), wanted.addressesFrom(entry));
        List<Decision> decisions = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            decisions.add(switches.heed(holds.laidOver(rules.decide(id), entry), entry, "start"));
        }
        for (Volume volume : wanted.volumes(entry)) {
            Decision decision = wanted.conflict(entry, volume)
                    .<Decision>map(why -> new VolumeDecision(entry.window(), volume, Verdict.alert(why)))
                    .orElseGet(() -> volumeRules.decide(volume));
            decisions.add(switches.heed(decision, entry, "start"));
        }
        for (Address address : wanted.addresses(entry)) {
            Decision decision = wanted.conflict(entry, address, overrides)
                    .<Decision>map(why -> new AddressDecision(entry.window(), address, Verdict.alert(why)))
                    .orElseGet(() -> addressRules.decide(address));
            decisions.add(switches.heed(decision, entry, "associate"));
        }
        return decisions;
    }

    List<Decision> close(JournalEntry entry, Situation situation, Scope scope) {
        StreamingWindow window = windows.find(entry.window());
        List<Decision> closing = leavingOut(wantedOff(entry, situation), entry);
        List<Decision> decisions = edges.beforeStop(window, entry, closing, situation);
        JournalEntry current = apply(decisions, entry.withPhase(Phase.CLOSING), scope);
        boolean allReleased = current.claims().values().stream().allMatch(claim -> claim.claim() == Claim.RELEASED);
        finish(entry, current.withPhase(allReleased ? Phase.CLOSED : Phase.CLOSING), decisions, situation.sighting());
        return decisions;
    }

    /** What is decided for each resource of an occurrence, whatever is under way and whatever route comes before. */
    List<Decision> decide(JournalEntry entry, Situation situation, Seen seen) {
        return entry.isOpen(situation.now()) ? wantedOn(entry, situation, seen) : wantedOff(entry, situation);
    }

    /** Leaves the resources alone that have an action under way, and those that another occurrence has one for. */
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

    private List<Decision> wantedOff(JournalEntry entry, Situation situation) {
        StreamingWindow window = windows.find(entry.window());
        // A window that is no longer declared is stopped, which can be undone.
        ClosingRules rules = new ClosingRules(
                situation, entry, window == null ? Then.STOP : window.policy().then());
        Holds holds = new Holds(overrides, situation.now());
        List<Decision> closing = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            closing.add(switches.heed(holds.laidOver(rules.decide(id), entry), entry, "stop"));
        }
        return closing;
    }

    /** An occurrence that could not be looked at; its deadlines hold all the same. */
    void unseen(JournalEntry entry, Problem problem) {
        deadlines.closing(entry, overrides);
        deadlines.unseen(entry, problem.where() + ": " + problem.what() + ": " + problem.why(), overrides);
    }

    private JournalEntry apply(List<? extends Decision> decisions, JournalEntry entry, Scope scope) {
        JournalEntry current = entry;
        for (Decision decision : decisions) {
            current = apply(decision, current, scope);
        }
        return current;
    }

    /** Makes a call due, or only notes what was seen. */
    private JournalEntry apply(Decision decision, JournalEntry entry, Scope scope) {
        if (decision.action().isMutating()) {
            if (scope.allowed().contains(decision.action())) {
                call(decision, entry);
            }
            return entry;
        }
        Problem problem = decision.verdict().problem();
        if (problem != null) {
            reports.alert(decision.window(), problem);
        }
        if (!(decision instanceof InstanceDecision instance)) {
            settle(decision, decision.action() == Action.NONE);
            return entry;
        }
        settle(decision, decision.action() == Action.NONE && instance.claim().claim() != Claim.LEFT);
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
            reports.settled(decision.window(), decision.resource(), decision.reason());
        }
    }

    private void finish(JournalEntry before, JournalEntry after, List<Decision> decisions, Sighting sighting) {
        // First, so that a kill in between leaves no span without an end.
        journal.spans().note(after, inPlace(after, decisions), clock.instant());
        deadlines.closing(before.withPhase(after.phase()), overrides);
        if (!after.equals(before)) {
            journal.save(after, clock.instant());
        }
        if (after.phase() != before.phase()) {
            reports.phase(after);
        }
        if (after.phase() == Phase.CLOSED) {
            edges.closed(after);
        }
        deadlines.check(after, Lacking.words(after, decisions, sighting), overrides);
    }

    /** Which addresses serve the occurrence, as far as this look knows. */
    private Map<String, Boolean> inPlace(JournalEntry entry, List<Decision> decisions) {
        Map<String, Boolean> inPlace = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision instanceof AddressDecision address && !address.isUnknown()) {
                inPlace.put(decision.resource(), decision.action() == Action.NONE);
            }
        }
        if (!entry.isOpen(clock.instant())) {
            wanted.addresses(entry).forEach(address -> inPlace.put(address.eip(), false));
        }
        return inPlace;
    }

    private static Phase phase(JournalEntry entry, List<Decision> decisions) {
        boolean alert = decisions.stream().anyMatch(decision -> decision.action() == Action.ALERT);
        boolean left = entry.claims().values().stream().anyMatch(claim -> claim.claim() == Claim.LEFT);
        if (alert || left) {
            return Phase.DEGRADED;
        }
        return decisions.stream().allMatch(decision -> decision.action() == Action.NONE) ? Phase.OPEN : Phase.OPENING;
    }
}
