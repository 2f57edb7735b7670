package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.Observations.Observation;
import dev.lamplighter.window.declare.Machines;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.Place;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One look: compares what the windows need with what EC2 shows and decides on the difference. Asks EC2 nothing while no
 * occurrence is open or closing. Not thread-safe; guarded by its owner's lock.
 */
final class Reconciliation {
    private static final String STATE = "state";
    /** Quartz may ring two milliseconds early (QuartzSchedulerThread). */
    private static final Duration EARLY_RING = Duration.ofMillis(10);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final EntryPlaces places;
    private final WindowClock clock;
    private final Reports reports;
    private final LeaseWatch leaseWatch;
    private final Memory memory;
    private final OccurrenceOpening opening;
    private final Observations observations;
    private final DecisionJournal calls;
    private final DeadlineWatch deadlines;
    private final OccurrenceLook occurrences;
    private final LossWatch lossWatch;
    private List<Instruction> instructions = List.of();
    private Overrides overrides = Overrides.NONE;

    Reconciliation(
            DeclaredWindows windows, WindowJournal journal, Outside outside, WindowClock clock, Reports reports) {
        this(windows, journal, outside, clock, reports, new Memory(journal, clock, outside.nanoTime()));
    }

    private Reconciliation(
            DeclaredWindows windows,
            WindowJournal journal,
            Outside outside,
            WindowClock clock,
            Reports reports,
            Memory memory) {
        this.journal = journal;
        this.places = new EntryPlaces(outside.ec2(), journal.notes());
        this.clock = clock;
        this.reports = reports;
        this.leaseWatch = new LeaseWatch(journal.lease(), reports, this::forget);
        this.memory = memory;
        this.windows = windows;
        this.opening = new OccurrenceOpening(windows, journal, places, reports);
        this.observations = new Observations(places, memory, clock, reports, new Wanted(windows));
        this.calls = new DecisionJournal(journal, clock, reports, memory);
        this.deadlines = new DeadlineWatch(windows, journal, clock, reports);
        this.occurrences = new OccurrenceLook(windows, journal, outside, clock, reports, this::isAdmitted, deadlines);
        this.lossWatch = new LossWatch(windows.all(), journal.file(), outside);
    }

    private void forget() {
        journal.forget();
        memory.forget();
        places.forget();
        observations.forget();
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
     * Looks within a scope and decides what is to be done.
     *
     * @return with the first failure that kept some occurrences from being looked at: a {@link ProblemException} when EC2
     *     can't be asked in some account and region, or one that nobody expected; all the others were looked at
     */
    Answer look(Scope scope) {
        if (!leaseWatch.mayAct()) {
            occurrences.begin(Overrides.NONE);
            return answer(List.of(), List.of());
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
            return answer(List.of(), List.of());
        }
        Instant now = now(scope);
        List<RuntimeException> failures = new ArrayList<>();
        List<JournalEntry> entries = opening.unfinished(overrides, now, failures);
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
                decisions.addAll(look(place, there, entries, scope, failures));
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
        return answer(decisions, failures);
    }

    private Answer answer(List<Decision> decisions, List<RuntimeException> failures) {
        return new Answer(
                "",
                occurrences.isHeldBack(),
                decisions,
                occurrences.due(),
                failures.isEmpty() ? null : failures.get(0));
    }

    private void unseen(List<JournalEntry> there, Problem problem) {
        for (JournalEntry entry : there) {
            occurrences.unseen(entry, problem);
            reports.suffers(entry.window(), problem);
        }
    }

    private List<Decision> look(
            Place place,
            List<JournalEntry> there,
            List<JournalEntry> entries,
            Scope scope,
            List<RuntimeException> failures) {
        Observation observation = observations.observe(place, there, entries, now(scope));
        List<Decision> decisions = new ArrayList<>();
        for (JournalEntry entry : there) {
            // EC2's answers may be long in coming, and tell of AWS's time.
            if (clock.isShaken()) {
                break;
            }
            Situation latest = observations.situation(observation, entries, now(scope));
            try {
                decisions.addAll(
                        entry.isOpen(latest.now())
                                ? occurrences.open(entry, latest, observation.seen(), scope)
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

    /** Whether EC2's rates leave room for the call now; if not, a later look makes it. */
    private boolean isAdmitted(Decision decision, JournalEntry entry) {
        return places.ec2(entry).admits(Ec2Calls.operation(decision.action()), decision.resource());
    }

    /**
     * Decides anew, by what EC2 shows now, and writes the call down if it is still the same.
     *
     * @return why it is not to be called; empty if it is, at once
     * @throws ProblemException when EC2 can't be asked
     */
    Optional<String> intend(DueAction due) {
        if (!leaseWatch.mayAct()) {
            return Optional.of("another copy acts");
        }
        memory.load();
        overrides = overrides();
        if (isClockDoubtful()) {
            return Optional.of("the clock is doubtful");
        }
        Optional<JournalEntry> entry = entry(due).filter(found -> found.phase() != Phase.CLOSED);
        if (entry.isEmpty()) {
            return Optional.of("its occurrence is over");
        }
        // As early as the ring that it may come from.
        Instant now = clock.instant().plus(EARLY_RING);
        List<JournalEntry> entries =
                journal.unfinished().stream().map(overrides::applied).toList();
        Observation observation = observations.fresh(entry.get(), entries, now);
        Situation situation = observations.situation(observation, entries, now);
        occurrences.heed(overrides);
        Optional<Decision> again = occurrences.decide(entry.get(), situation, observation.seen()).stream()
                .filter(decision -> decision.resource().equals(due.resource()))
                .findFirst();
        if (again.filter(due::isSameCall).isEmpty()) {
            return Optional.of(again.map(decision -> decision.action() + ": " + decision.reason())
                    .orElse("its window no longer names it"));
        }
        if (calls.isBarred(again.get())) {
            return Optional.of("the journal's file is not in its place");
        }
        calls.intend(again.get(), entry.get());
        return Optional.empty();
    }

    /** EC2 has accepted a call that was {@link #intend intended}. */
    void done(DueAction due) {
        calls.done(due.decision());
    }

    /** A call that was {@link #intend intended} failed. */
    void refused(DueAction due, RuntimeException failure) {
        entry(due).ifPresent(entry -> calls.refused(due.decision(), entry, failure));
    }

    /**
     * Calls at once, by no route.
     *
     * @throws RuntimeException that nobody expected; it was told
     */
    void call(DueAction due) {
        try {
            if (intend(due).isEmpty()) {
                Ec2Calls.call(due.decision(), ec2(due));
                done(due);
            }
        } catch (Ec2CallException e) {
            refused(due, e);
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            reports.failed(due.window(), LookProblems.of(e, due.resource()));
            throw e;
        }
    }

    /** A route has called, with the error code that it came to; empty if none. */
    void called(DueAction due, String errorCode) {
        ec2(due).called(Ec2Calls.operation(due.action()), errorCode);
    }

    private Ec2Actions ec2(DueAction due) {
        return entry(due).map(places::ec2).orElseThrow(() -> new IllegalArgumentException("no occurrence of " + due));
    }

    Place place(DueAction due) {
        return entry(due).map(places::of).orElse(Place.OWN);
    }

    private Optional<JournalEntry> entry(DueAction due) {
        return journal.find(due.window(), due.start()).map(overrides::applied);
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
                .or(() -> windows.all().stream()
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
