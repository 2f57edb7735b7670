package dev.lamplighter.window;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.action.Ec2CallMapper;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.plan.PlanInput;
import dev.lamplighter.window.state.DesiredAttachments;
import dev.lamplighter.window.state.ObservationHistory;
import dev.lamplighter.window.state.OccurrenceRegions;
import dev.lamplighter.window.state.RegionObservations;
import dev.lamplighter.window.state.RegionObservations.Observation;
import dev.lamplighter.window.watch.DeadlineWatch;
import dev.lamplighter.window.watch.JournalFileWatch;
import dev.lamplighter.window.watch.LeaseWatch;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes one pass: compares what the windows need with what EC2 shows and decides on the difference. Makes no calls while no
 * occurrence is open or closing. Not thread-safe; guarded by its owner's lock.
 */
final class ReconcilePass {
    /** Quartz may fire two milliseconds early (QuartzSchedulerThread); this leaves room. */
    private static final Duration EARLY_TRIGGER = Duration.ofMillis(10);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final OccurrenceRegions places;
    private final WindowClock clock;
    private final WindowAlerts windowAlerts;
    private final LeaseWatch leaseWatch;
    private final ObservationHistory reconcileHistory;
    private final OccurrenceRecorder opening;
    private final RegionObservations regionReaders;
    private final CurrentOverrides overrides;
    private final CallJournal callJournal;
    private final OccurrenceCalls calls;
    private final JournalFileWatch journalFileWatch;
    private final DeadlineWatch deadlines;
    private final OccurrenceReconciler occurrences;
    private final InstancesAfterJournalLoss journalLossWatch;
    private final ClockCheck clockCheck;
    private final ReconcileFailures failed;

    ReconcilePass(
            DeclaredWindows windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            WindowClock clock,
            WindowAlerts windowAlerts) {
        this(
                windows,
                journal,
                windowPorts,
                clock,
                windowAlerts,
                new ObservationHistory(journal, clock, windowPorts.nanoTime()));
    }

    private ReconcilePass(
            DeclaredWindows windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            WindowClock clock,
            WindowAlerts windowAlerts,
            ObservationHistory reconcileHistory) {
        this.journal = journal;
        this.places = new OccurrenceRegions(windowPorts.ec2(), journal.notes());
        this.clock = clock;
        this.windowAlerts = windowAlerts;
        this.leaseWatch = new LeaseWatch(journal.lease(), windowAlerts, this::forget);
        this.reconcileHistory = reconcileHistory;
        this.windows = windows;
        this.opening = new OccurrenceRecorder(windows, journal, places, windowAlerts);
        this.regionReaders =
                new RegionObservations(places, reconcileHistory, clock, windowAlerts, new DesiredAttachments(windows));
        this.overrides = new CurrentOverrides(journal);
        this.callJournal = new CallJournal(journal, clock, windowAlerts, reconcileHistory);
        this.calls = new OccurrenceCalls(journal, overrides, places, callJournal);
        this.journalFileWatch = new JournalFileWatch(journal.file(), windowAlerts);
        this.deadlines = new DeadlineWatch(windows, journal, clock, windowAlerts);
        this.occurrences = new OccurrenceReconciler(
                windows, journal, windowPorts, clock, windowAlerts, this::isAdmitted, deadlines);
        this.clockCheck = new ClockCheck(clock, journal, reconcileHistory, windowAlerts);
        this.failed = new ReconcileFailures(occurrences, windowAlerts);
        this.journalLossWatch = new InstancesAfterJournalLoss(windows.all(), journal.file(), windowPorts);
    }

    private void forget() {
        journal.forget();
        reconcileHistory.forget();
        places.forget();
        regionReaders.forget();
        occurrences.forget();
        windowAlerts.forget();
    }

    /** Whether this copy may act. When it has just got the lease, it forgets what it knew. */
    boolean mayAct() {
        return leaseWatch.mayAct();
    }

    /** The deadlines of occurrences; the only part of this that may be used without its owner's lock. */
    DeadlineWatch deadlines() {
        return deadlines;
    }

    /** How the calls went that this has {@link #intend intended}. */
    OccurrenceCalls calls() {
        return calls;
    }

    /** See {@link OccurrenceRecorder#adopt}. */
    void adopt(OrphanWatch.Orphan orphan, String reason) {
        opening.adopt(orphan, reason, clock.instant());
    }

    /** A copy for a dry run, with everything that this one knows. */
    ReconcilePass forDryRun(WindowJournal trial, WindowPorts dryRunPorts, WindowAlerts silent) {
        WindowClock asItGoes = new WindowClock(clock, dryRunPorts.nanoTime(), AwsTime.UNKNOWN);
        return new ReconcilePass(windows, trial, dryRunPorts, asItGoes, silent, reconcileHistory.forDryRun(trial));
    }

    /**
     * Makes a pass over a scope and decides what is to be done.
     *
     * @return with the first failure that kept some occurrences from being reconciled: a {@link ProblemException} when EC2
     *     can't be called in some account and region, or an unexpected one; all the others were reconciled
     */
    ReconcileResult reconcile(ReconcileScope reconcileScope) {
        if (!leaseWatch.mayAct()) {
            occurrences.begin(Overrides.NONE);
            regionReaders.watch(journal.unfinished());
            return answer(List.of(), List.of());
        }
        reconcileHistory.load();
        windowAlerts.load();
        journalFileWatch.look();
        Overrides current = overrides.read();
        occurrences.begin(current);
        if (clockCheck.isDoubtful()) {
            return answer(List.of(), List.of());
        }
        Instant now = now(reconcileScope);
        List<RuntimeException> failures = new ArrayList<>();
        List<OccurrenceRecord> entries = opening.unfinished(current, now, failures);
        occurrences.tellMissed();
        windowAlerts.keepOnly(entries.stream().map(OccurrenceRecord::window).collect(Collectors.toSet()));
        List<Decision> decisions = new ArrayList<>();
        places.group(reconcileScope.of(entries, now)).forEach((accountRegion, there) -> {
            try {
                decisions.addAll(reconcile(accountRegion, there, entries, reconcileScope, failures));
            } catch (ProblemException e) {
                failed.unseen(there, e.problem());
                failures.add(e);
            } catch (JournalException e) {
                throw e; // the journal is shared, so no other occurrence can succeed
            } catch (RuntimeException e) {
                there.forEach(entry -> failed.unexpected(entry, e));
                failures.add(e);
            }
        });
        journalLossWatch.check(entries, now);
        return answer(decisions, failures);
    }

    private ReconcileResult answer(List<Decision> decisions, List<RuntimeException> failures) {
        return new ReconcileResult(
                "",
                occurrences.isHeldBack(),
                decisions,
                occurrences.due(),
                failures.isEmpty() ? null : failures.get(0));
    }

    private List<Decision> reconcile(
            AccountRegion accountRegion,
            List<OccurrenceRecord> there,
            List<OccurrenceRecord> entries,
            ReconcileScope reconcileScope,
            List<RuntimeException> failures) {
        Observation observation = regionReaders.observe(accountRegion, there, entries, now(reconcileScope));
        List<Decision> decisions = new ArrayList<>();
        for (OccurrenceRecord entry : there) {
            // EC2's answers may take long, and they also give AWS's time.
            if (clock.isShaken()) {
                break;
            }
            PlanInput latest = regionReaders.situation(observation, entries, now(reconcileScope));
            try {
                decisions.addAll(
                        entry.isOpen(latest.now())
                                ? occurrences.open(entry, latest, observation.describedResources(), reconcileScope)
                                : occurrences.close(entry, latest, observation.describedResources(), reconcileScope));
                failed.settled(entry);
            } catch (JournalException e) {
                throw e;
            } catch (RuntimeException e) {
                failed.unexpected(entry, e);
                failures.add(e);
            }
        }
        return decisions;
    }

    /** Whether EC2's request rates leave room for the call now; if not, a later pass makes it. */
    private boolean isAdmitted(Decision decision, OccurrenceRecord entry) {
        return places.ec2(entry).admits(decision.action().operation(), decision.resource());
    }

    /**
     * Decides again, by what EC2 shows now, and writes the call into the journal if the decision is still the same.
     *
     * @return why the call is not to be made; empty if it is, at once
     * @throws ProblemException when EC2 can't be called
     */
    Optional<String> intend(DueAction due) {
        if (!leaseWatch.mayAct()) {
            return Optional.of("another copy acts");
        }
        reconcileHistory.load();
        Overrides current = overrides.read();
        if (clockCheck.isDoubtful()) {
            return Optional.of("the clock is doubtful");
        }
        Optional<OccurrenceRecord> entry = calls.entry(due).filter(found -> found.phase() != Phase.CLOSED);
        if (entry.isEmpty()) {
            return Optional.of("its occurrence is over");
        }
        // As early as the Quartz trigger that it may come from.
        Instant now = clock.instant().plus(EARLY_TRIGGER);
        List<OccurrenceRecord> entries =
                journal.unfinished().stream().map(current::applied).toList();
        Observation observation = regionReaders.fresh(entry.get(), entries, now);
        PlanInput planInput = regionReaders.situation(observation, entries, now);
        occurrences.use(current);
        Optional<Decision> again = occurrences.decide(entry.get(), planInput, observation.describedResources()).stream()
                .filter(decision -> decision.resource().equals(due.resource()))
                .findFirst();
        if (again.filter(due::isSameCall).isEmpty()) {
            return Optional.of(again.map(decision -> decision.action() + ": " + decision.reason())
                    .orElse("its window no longer names it"));
        }
        if (callJournal.isBarred(again.get())) {
            return Optional.of("the journal's file is not in its place");
        }
        callJournal.intend(again.get(), entry.get());
        return Optional.empty();
    }

    /**
     * Makes the call at once, without a route.
     *
     * @throws RuntimeException that is unexpected; it was reported
     */
    void call(DueAction due) {
        try {
            if (intend(due).isEmpty()) {
                calls.done(due, Ec2CallMapper.call(due.decision(), calls.ec2(due)));
            }
        } catch (Ec2CallException e) {
            calls.refused(due, e);
        } catch (JournalException e) {
            throw e;
        } catch (RuntimeException e) {
            windowAlerts.failed(due.window(), ReconcileFailureLog.of(e, due.resource()));
            throw e;
        }
    }

    /** See {@link Ec2InstanceLookup#instance}. */
    Optional<Instance> instance(String instanceId) {
        return new Ec2InstanceLookup(windows, journal, places, reconcileHistory, windowAlerts).instance(instanceId);
    }

    private Instant now(ReconcileScope reconcileScope) {
        return reconcileScope.window().isEmpty()
                ? clock.instant()
                : clock.instant().plus(EARLY_TRIGGER);
    }
}
