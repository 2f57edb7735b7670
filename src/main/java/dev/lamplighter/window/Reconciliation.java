package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.declare.Machines;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.ec2.Sighting;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One look: compares what the windows need with what EC2 shows and does only the difference. Asks EC2 nothing while no
 * occurrence is open or closing. Not thread-safe; guarded by its owner's lock.
 */
final class Reconciliation {
    private static final String STATE = "state";
    /** Quartz may ring two milliseconds early (QuartzSchedulerThread). */
    private static final Duration EARLY_RING = Duration.ofMillis(10);

    private final List<StreamingWindow> windows;
    private final WindowJournal journal;
    private final EntryPlaces places;
    private final WindowClock clock;
    private final Reports reports;
    private final LeaseWatch leaseWatch;
    private final Memory memory;
    private final Wanted wanted;
    private final List<NewOccurrences> openings;
    private final DeadlineWatch deadlines;
    private final OccurrenceLook occurrences;
    private final LossWatch lossWatch;
    private List<Instruction> instructions = List.of();
    private Overrides overrides = Overrides.NONE;

    Reconciliation(
            List<StreamingWindow> windows, WindowJournal journal, Outside outside, WindowClock clock, Reports reports) {
        this(windows, journal, outside, clock, reports, new Memory(journal, clock, outside.nanoTime()));
    }

    private Reconciliation(
            List<StreamingWindow> windows,
            WindowJournal journal,
            Outside outside,
            WindowClock clock,
            Reports reports,
            Memory memory) {
        Map<String, StreamingWindow> byName = windows.stream()
                .collect(Collectors.toMap(StreamingWindow::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        this.journal = journal;
        this.places = new EntryPlaces(outside.ec2(), journal.notes());
        this.clock = clock;
        this.reports = reports;
        this.leaseWatch = new LeaseWatch(journal.lease(), reports, this::forget);
        this.memory = memory;
        this.windows = List.copyOf(windows);
        this.wanted = new Wanted(byName);
        this.openings = byName.values().stream()
                .map(window -> new NewOccurrences(window, journal))
                .toList();
        CarryOut carryOut = new CarryOut(journal, places, clock, reports, memory);
        this.deadlines = new DeadlineWatch(byName, journal, clock, reports);
        this.occurrences = new OccurrenceLook(byName, journal, outside, clock, reports, carryOut, deadlines);
        this.lossWatch = new LossWatch(windows, journal.file(), outside);
    }

    private void forget() {
        journal.forget();
        memory.forget();
        places.forget();
        occurrences.forget();
        reports.forget();
    }

    /** Whether this copy may act; if it may since just now, it knows nothing of what was before. */
    boolean mayAct() {
        return leaseWatch.mayAct();
    }

    /** The deadlines of occurrences; the only part of this that may be used without its owner's lock. */
    DeadlineWatch deadlines() {
        return deadlines;
    }

    /** Another one that knows all that this one knows, to be tried out. */
    Reconciliation rehearsing(WindowJournal trial, Outside rehearsed, Reports silent) {
        WindowClock asItGoes = new WindowClock(clock, rehearsed.nanoTime(), AwsTime.UNKNOWN);
        return new Reconciliation(windows, trial, rehearsed, asItGoes, silent, memory.rehearsing(trial));
    }

    /**
     * Looks and acts within a scope.
     *
     * @throws ProblemException when EC2 can't be asked in some account and region; nothing was changed there then, and all
     *     the others were looked at
     * @throws RuntimeException that came up at some occurrence and that nobody expected; all the others were looked at
     */
    List<Decision> look(Scope scope) {
        if (!leaseWatch.mayAct()) {
            occurrences.begin(Overrides.NONE);
            return List.of();
        }
        memory.load();
        reports.load();
        journal.file()
                .displacement()
                .ifPresentOrElse(
                        problem -> reports.alert(STATE, problem),
                        () -> reports.settled(STATE, STATE, "its file is in its place"));
        overrides = overrides();
        occurrences.begin(overrides);
        if (isClockDoubtful()) {
            return List.of();
        }
        Instant now = now(scope);
        List<RuntimeException> failures = new ArrayList<>();
        List<JournalEntry> entries = withNewlyOpened(now, failures);
        occurrences.tellMissed();
        reports.keepOnly(entries.stream().map(JournalEntry::window).collect(Collectors.toSet()));
        List<JournalEntry> concerned = entries.stream()
                .filter(entry -> scope.covers(entry) && scope.concerns(entry.isOpen(now)))
                // What has to be off goes first, should EC2's rates not allow all of it.
                .sorted(Comparator.comparing(entry -> entry.isOpen(now)))
                .toList();
        List<Decision> decisions = new ArrayList<>();
        places.group(concerned).forEach((place, there) -> {
            try {
                Descriptions at = new Descriptions(places.ec2(place), place, memory, reports, there);
                decisions.addAll(look(at, there, entries, scope, failures));
            } catch (ProblemException e) {
                unseen(there, e.problem());
                failures.add(e);
            } catch (JournalException e) {
                throw e; // there is one journal for all
            } catch (RuntimeException e) {
                there.forEach(entry -> unexpected(entry, e));
                failures.add(e);
            }
        });
        lossWatch.look(entries);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return decisions;
    }

    private void unseen(List<JournalEntry> there, Problem problem) {
        for (JournalEntry entry : there) {
            occurrences.unseen(entry, problem);
            reports.suffers(entry.window(), problem);
        }
    }

    private List<Decision> look(
            Descriptions descriptions,
            List<JournalEntry> there,
            List<JournalEntry> entries,
            Scope scope,
            List<RuntimeException> failures) {
        long askedAt = clock.nanos();
        Sighting sighting = descriptions.instances();
        Situation situation = new Situation(now(scope), sighting, entries, memory);
        Seen seen = new Seen(
                descriptions.volumes(wanted.timelyVolumes(there, situation)),
                descriptions.elasticIps(wanted.timelyAddresses(there, situation)));
        List<Decision> decisions = new ArrayList<>();
        for (JournalEntry entry : there) {
            // EC2's answers may be long in coming, and tell of AWS's time.
            if (clock.isShaken()) {
                break;
            }
            Instant now = now(scope);
            Situation latest = new Situation(now, sighting.takenBy(now.minus(clock.since(askedAt))), entries, memory);
            try {
                decisions.addAll(
                        entry.isOpen(latest.now())
                                ? occurrences.open(entry, latest, seen, scope)
                                : occurrences.close(entry, latest, scope));
                reports.settled(entry.window(), looking(entry), "it could be looked at");
            } catch (JournalException e) {
                throw e;
            } catch (RuntimeException e) {
                unexpected(entry, e);
                failures.add(e);
            }
        }
        return decisions;
    }

    /** Nothing but the journal may end a look at the others. */
    private void unexpected(JournalEntry entry, RuntimeException failure) {
        Problem cause = LookProblems.of(failure, looking(entry));
        Problem problem = new Problem(cause.code(), looking(entry), cause.what(), cause.why(), cause.fix());
        reports.failed(entry.window(), problem);
        try {
            occurrences.unseen(entry, problem);
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            reports.suffers(entry.window(), LookProblems.of(e, looking(entry)));
        }
    }

    private static String looking(JournalEntry entry) {
        return "look at " + entry.window();
    }

    /** Whether nothing may be decided now; tells whatever there is to tell of the clock. */
    private boolean isClockDoubtful() {
        WindowClock.Look time = clock.look();
        if (time.wasSet()) {
            memory.clockWasSet();
        }
        time.problem()
                .ifPresentOrElse(
                        problem -> {
                            if (time.isDoubtful()) {
                                reports.failed(WindowClock.SUBJECT, problem);
                                journal.unfinished().forEach(entry -> reports.suffers(entry.window(), problem));
                            } else {
                                reports.alert(WindowClock.SUBJECT, problem);
                            }
                        },
                        () -> reports.settled(WindowClock.SUBJECT, WindowClock.SUBJECT, "it goes on as time does"));
        return time.isDoubtful();
    }

    /** Whether calls of the last look wait for EC2's rates; looking again in a second or two brings them further. */
    boolean isHeldBack() {
        return occurrences.isHeldBack();
    }

    /** The unfinished entries, those among them whose lead has just begun. */
    private List<JournalEntry> withNewlyOpened(Instant now, List<RuntimeException> failures) {
        List<JournalEntry> entries = new ArrayList<>(
                journal.unfinished().stream().map(overrides::applied).toList());
        for (NewOccurrences opening : openings) {
            try {
                addNewlyOpened(opening, now, entries);
            } catch (JournalException e) {
                throw e;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        places.retain(entries);
        return List.copyOf(entries);
    }

    private void addNewlyOpened(NewOccurrences window, Instant now, List<JournalEntry> entries) {
        for (JournalEntry opened : window.find(entries, overrides, now)) {
            places.opening(window.window(), opened.start());
            journal.save(opened, now);
            reports.phase(opened);
            entries.add(opened);
        }
    }

    /** What operators said, laid out anew only when they said something more. */
    private Overrides overrides() {
        List<Instruction> all = journal.instructions().all();
        if (all != instructions) {
            instructions = all;
            return Overrides.of(all);
        }
        return overrides;
    }

    /**
     * What EC2 says of an instance now, wherever it lies; empty if EC2 doesn't list it.
     *
     * @throws ProblemException when it can't be asked
     */
    Optional<Instance> instance(String instanceId) {
        Place place = journal.unfinished().stream()
                .filter(entry -> entry.claims().containsKey(instanceId))
                .map(places::of)
                .findFirst()
                .or(() -> windows.stream()
                        .map(StreamingWindow::machines)
                        .filter(machines -> machines.instances().contains(instanceId))
                        .map(Machines::place)
                        .findFirst())
                .orElse(Place.OWN);
        return new Descriptions(places.ec2(place), place, memory, reports, List.of())
                .instances(Set.of(instanceId))
                .instance(instanceId);
    }

    private Instant now(Scope scope) {
        return scope.window().isEmpty() ? clock.instant() : clock.instant().plus(EARLY_RING);
    }
}
