package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.declare.Address;
import dev.lamplighter.window.declare.ManualPolicy;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.Then;
import dev.lamplighter.window.declare.Volume;
import dev.lamplighter.window.ec2.EbsVolume;
import dev.lamplighter.window.ec2.ElasticIp;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.Sighting;
import dev.lamplighter.window.journal.Claim;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressRules;
import dev.lamplighter.window.plan.CheckDecision;
import dev.lamplighter.window.plan.ClosingRules;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.HookDecision;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.OpeningRules;
import dev.lamplighter.window.plan.Punctuality;
import dev.lamplighter.window.plan.Situation;
import dev.lamplighter.window.plan.VolumeRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One look: compares what the windows need with what EC2 shows and does only the difference. Asks EC2 nothing while no
 * occurrence is open or closing. Not thread-safe; guarded by its owner's lock.
 */
final class Reconciliation {
    private static final String CLOCK = "clock";
    /** Quartz may ring two milliseconds early (QuartzSchedulerThread). */
    private static final Duration EARLY_RING = Duration.ofMillis(10);

    private final Map<String, StreamingWindow> windows;
    private final WindowJournal journal;
    private final EntryPlaces places;
    private final InstantSource clock;
    private final Reports reports;
    private final CarryOut carryOut;
    private final Readiness readiness;
    private final ClockWatch clockWatch;
    private final RouteSwitches switches;
    private final EdgeHooks edges;
    private final Wanted wanted;

    Reconciliation(
            List<StreamingWindow> windows,
            WindowJournal journal,
            Outside outside,
            InstantSource clock,
            Reports reports) {
        this.windows = windows.stream()
                .collect(Collectors.toMap(StreamingWindow::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.journal = journal;
        this.places = new EntryPlaces(outside.ec2(), journal.notes());
        this.clock = clock;
        this.reports = reports;
        this.carryOut = new CarryOut(journal, places, clock, reports);
        this.clockWatch = new ClockWatch(clock, outside.nanoTime());
        this.readiness = new Readiness(outside.ready());
        this.switches = new RouteSwitches(outside.suspended(), reports);
        this.wanted = new Wanted(this.windows);
        this.edges = new EdgeHooks(new HookRuns(outside.hooks(), journal.notes(), reports));
    }

    /**
     * Looks and acts within a scope.
     *
     * @throws ProblemException when EC2 can't be asked in some account and region; nothing was changed there then, and all
     *     the others were looked at
     */
    List<Decision> look(Scope scope) {
        Optional<Duration> jump = clockWatch.jump();
        if (jump.isPresent()) {
            reports.failed(CLOCK, clockSet(jump.get()));
            return List.of();
        }
        reports.settled(CLOCK, CLOCK, "it goes on as time does");
        Instant now = now(scope);
        List<JournalEntry> entries = withNewlyOpened(now);
        List<JournalEntry> concerned = entries.stream()
                .filter(entry -> scope.covers(entry) && scope.concerns(entry.isOpen(now)))
                .toList();
        if (concerned.isEmpty()) {
            return List.of();
        }
        List<Decision> decisions = new ArrayList<>();
        List<ProblemException> failures = new ArrayList<>();
        places.group(concerned).forEach((place, there) -> {
            try {
                decisions.addAll(look(place, there, entries, scope));
            } catch (ProblemException e) {
                there.forEach(entry -> reports.failed(entry.window(), e.problem()));
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return decisions;
    }

    private List<Decision> look(Place place, List<JournalEntry> there, List<JournalEntry> entries, Scope scope) {
        Descriptions descriptions = new Descriptions(places.ec2(place), place, reports);
        Sighting sighting = descriptions.instances(there);
        Situation situation = new Situation(now(scope), sighting, entries, carryOut.lastCalls());
        Seen seen = new Seen(
                descriptions.volumes(wanted.timelyVolumes(there, situation)),
                descriptions.elasticIps(wanted.timelyAddresses(there, situation)));
        List<Decision> decisions = new ArrayList<>();
        for (JournalEntry entry : there) {
            Situation latest = new Situation(now(scope), sighting, entries, carryOut.lastCalls());
            decisions.addAll(
                    entry.isOpen(latest.now()) ? open(entry, latest, seen, scope) : close(entry, latest, scope));
        }
        return decisions;
    }

    /** The unfinished entries, those among them whose lead has just begun. */
    private List<JournalEntry> withNewlyOpened(Instant now) {
        List<JournalEntry> entries = new ArrayList<>(journal.unfinished());
        windows.values()
                .forEach(window -> window.open(now).forEach(occurrence -> {
                    boolean known = entries.stream()
                                    .anyMatch(entry -> entry.window().equals(window.name())
                                            && entry.start().equals(occurrence.start()))
                            || journal.find(window.name(), occurrence.start()).isPresent();
                    if (!known) {
                        JournalEntry opened = JournalEntry.opening(
                                window.name(),
                                occurrence.start(),
                                occurrence.end(),
                                window.machines().instances());
                        places.opening(window, occurrence.start());
                        journal.save(opened, now);
                        reports.phase(opened);
                        entries.add(opened);
                    }
                }));
        places.retain(entries);
        return entries;
    }

    private List<Decision> open(JournalEntry entry, Situation situation, Seen seen, Scope scope) {
        StreamingWindow window = windows.get(entry.window());
        OpeningRules rules = new OpeningRules(
                situation,
                entry,
                window == null ? ManualPolicy.RESPECT : window.policy().manual());
        List<Decision> decisions = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            decisions.add(switches.heed(rules.decide(id), entry));
        }
        VolumeRules volumeRules = new VolumeRules(situation, entry, seen.volumes());
        for (Volume volume : wanted.volumes(entry)) {
            decisions.add(switches.heed(volumeRules.decide(volume), entry));
        }
        AddressRules addressRules = new AddressRules(situation, entry, seen.elasticIps(), wanted.addressesFrom(entry));
        for (Address address : wanted.addresses(entry)) {
            decisions.add(switches.heed(addressRules.decide(address), entry));
        }
        JournalEntry current = entry;
        for (Decision decision : decisions) {
            current = apply(decision, current, scope);
        }
        if (window != null) {
            Optional<HookDecision> hook = edges.beforeReady(window, entry, decisions, situation);
            if (hook.isPresent()) {
                decisions.add(hook.get());
                current = apply(hook.get(), current, scope);
            }
            Optional<CheckDecision> check = readiness.decide(window, entry, decisions, situation.now());
            if (check.isPresent()) {
                decisions.add(check.get());
                current = apply(check.get(), current, scope);
            }
        }
        finish(entry, current, phase(current, decisions));
        return decisions;
    }

    private List<Decision> close(JournalEntry entry, Situation situation, Scope scope) {
        StreamingWindow window = windows.get(entry.window());
        // A window that is no longer declared is stopped, which can be undone.
        ClosingRules rules = new ClosingRules(
                situation, entry, window == null ? Then.STOP : window.policy().then());
        List<Decision> closing = new ArrayList<>();
        for (String id : new TreeSet<>(entry.claims().keySet())) {
            closing.add(switches.heed(rules.decide(id), entry));
        }
        List<Decision> decisions = edges.beforeStop(window, entry, closing, situation);
        JournalEntry current = entry.withPhase(Phase.CLOSING);
        for (Decision decision : decisions) {
            current = apply(decision, current, scope);
        }
        boolean allReleased = current.claims().values().stream().allMatch(claim -> claim.claim() == Claim.RELEASED);
        finish(entry, current, allReleased ? Phase.CLOSED : Phase.CLOSING);
        return decisions;
    }

    /** Carries one decision out, or only notes what was seen. */
    private JournalEntry apply(Decision decision, JournalEntry entry, Scope scope) {
        if (decision.action().isMutating()) {
            return scope.allowed().contains(decision.action()) ? carryOut.perform(decision, entry) : entry;
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

    private void settle(Decision decision, boolean settled) {
        if (settled) {
            reports.settled(decision.window(), decision.resource(), decision.reason());
        }
    }

    private void finish(JournalEntry before, JournalEntry now, Phase phase) {
        JournalEntry after = now.withPhase(phase);
        if (!after.equals(before)) {
            journal.save(after, clock.instant());
        }
        if (after.phase() != before.phase()) {
            reports.phase(after);
        }
        if (after.phase() == Phase.CLOSED) {
            edges.closed(after);
        }
        StreamingWindow window = windows.get(after.window());
        Optional<Problem> late =
                window == null ? Optional.empty() : Punctuality.check(after, window.margins(), clock.instant());
        late.ifPresentOrElse(
                problem -> reports.alert(after.window(), problem),
                () -> reports.settled(
                        after.window(), after.window(), after.phase().name()));
    }

    private Instant now(Scope scope) {
        return scope.window().isEmpty() ? clock.instant() : clock.instant().plus(EARLY_RING);
    }

    private static Phase phase(JournalEntry entry, List<Decision> decisions) {
        boolean alert = decisions.stream().anyMatch(decision -> decision.action() == Action.ALERT);
        boolean left = entry.claims().values().stream().anyMatch(claim -> claim.claim() == Claim.LEFT);
        if (alert || left) {
            return Phase.DEGRADED;
        }
        return decisions.stream().allMatch(decision -> decision.action() == Action.NONE) ? Phase.OPEN : Phase.OPENING;
    }

    private static Problem clockSet(Duration jump) {
        return new Problem(
                "WINDOW-114",
                CLOCK,
                "the wall clock was set by " + jump.toSeconds() + " s",
                "nothing is started or stopped on it before the next look",
                "keep the clock by NTP");
    }

    /** What EC2 says beside the instances, by id; empty where it can't be asked. */
    private record Seen(Optional<Map<String, EbsVolume>> volumes, Optional<Map<String, ElasticIp>> elasticIps) {}
}
