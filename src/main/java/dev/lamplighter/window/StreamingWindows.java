package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.BlockedActionProblems;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.action.Ec2CallMapper;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.Ec2CallException;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.watch.LaunchDryRun;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Ec2Request;

/**
 * Runs the streaming windows, as routes and JMX use them. Every method may be called at any time and any number of times: it
 * first compares and then does only what is missing. Thread-safe; one pass at a time. It has more than 300 lines because
 * everything reaches the windows here, under one lock.
 */
public final class StreamingWindows implements WindowsMXBean {
    /** Everything that is due, of every window. */
    public static final String ALL = "all";

    private static final Logger LOG = LoggerFactory.getLogger(StreamingWindows.class);

    private final DeclaredWindows windows;
    private final WindowJournal journal;
    private final RegionalEc2 ec2;
    private final WindowClock clock;
    private final Duration startWait;
    private final WindowPorts windowPorts;
    private final WindowAlerts windowAlerts;
    private final ReconcileFailureLog problems;
    private final ReconcilePass reconciliation;
    private final WindowStatuses statuses;
    private final LockHoldTime lockHoldTime;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<WindowStep> steps = List.of();

    /** With a wall clock that is not compared with AWS's time; the other parameters as below. */
    public StreamingWindows(
            List<StreamingWindow> windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            InstantSource wall,
            Duration startWait) {
        this(windows, journal, windowPorts, new WindowClock(wall, windowPorts.nanoTime(), AwsTime.UNKNOWN), startWait);
    }

    /** @param startWait see {@link WindowSettings#startWait()} */
    public StreamingWindows(
            List<StreamingWindow> windows,
            WindowJournal journal,
            WindowPorts windowPorts,
            WindowClock clock,
            Duration startWait) {
        this.windows = new DeclaredWindows(windows);
        this.journal = journal;
        this.windowPorts = windowPorts;
        this.ec2 = windowPorts.ec2();
        this.windowAlerts = new WindowAlerts(LOG, windowPorts.alerts());
        this.problems = new ReconcileFailureLog(LOG, windowAlerts);
        this.clock = clock;
        this.startWait = startWait;
        this.statuses = new WindowStatuses(journal, windowAlerts);
        this.lockHoldTime = new LockHoldTime(windowPorts.nanoTime());
        this.reconciliation = new ReconcilePass(this.windows, journal, windowPorts, clock, windowAlerts);
    }

    /** Has the routes start the instances of an open window, and associate its addresses as soon as they run. */
    public ReconcileResult start(String name) {
        return send(name + ".start");
    }

    /** Has the routes associate the addresses of an open window that are not in place. */
    public ReconcileResult associate(String name) {
        return send(name + ".associate");
    }

    /** Has the routes stop what the ended occurrences of a window have opened or adopted. */
    public ReconcileResult stop(String name) {
        return send(name + ".stop");
    }

    /** Has the routes do everything that is missing, for all windows, including those that are only in the journal. */
    public ReconcileResult reconcile() {
        return send(ALL);
    }

    private ReconcileResult send(String due) {
        return windowPorts.actions().send(this, due);
    }

    /**
     * Decides what is to be done, without doing it.
     *
     * @param due {@link #ALL}, or a window and its edge as in {@code sunday-service.start}
     * @return with the actions that are to be sent to their routes
     */
    public synchronized ReconcileResult plan(String due) {
        return watching(due, reconcileScope -> lockHoldTime.during(() -> run(reconcileScope)));
    }

    private ReconcileResult watching(String due, Function<ReconcileScope, ReconcileResult> look) {
        ReconcileScope reconcileScope = ReconcileScope.of(due);
        if (reconcileScope.window().filter(windows::isWithdrawn).isPresent()) {
            // The window's routes are about to be removed; passes over all windows close what it had open.
            return ReconcileResult.nothing(reconcileScope.window().get());
        }
        reconcileScope.window().ifPresent(this::declared);
        return problems.watching(reconcileScope.words(), () -> look.apply(reconcileScope));
    }

    private ReconcileResult run(ReconcileScope reconcileScope) {
        try {
            ReconcileResult reconcileResult = reconciliation.reconcile(reconcileScope);
            if (reconcileScope.window().isEmpty()) {
                steps = reconcileResult.decisions().stream().map(WindowStep::of).toList();
            }
            return reconcileScope
                    .window()
                    .map(name -> reconcileResult.of(name, isWaiting(reconcileScope, reconcileResult)))
                    .orElse(reconcileResult);
        } finally {
            if (reconcileScope.window().isEmpty()) {
                listeners.forEach(Runnable::run);
            }
        }
    }

    /** Whether another pass soon would bring the window further. */
    private boolean isWaiting(ReconcileScope reconcileScope, ReconcileResult reconcileResult) {
        if (!reconcileScope.allowed().contains(Action.START)) {
            return false;
        }
        StreamingWindow window = declared(reconcileScope.window().orElseThrow());
        boolean beforeAddresses = window.open(clock.instant()).stream()
                .allMatch(
                        open -> clock.instant().isBefore(window.windowTimings().addressesFrom(open.start())));
        boolean underWay = reconcileResult.decisions().stream()
                .filter(decision -> !(beforeAddresses && decision instanceof AddressDecision))
                .map(Decision::action)
                .anyMatch(action -> action == Action.WAIT || action.isMutating());
        return underWay && isEarly(window, clock.instant());
    }

    /**
     * Decides again and writes the call into the journal if the decision is still the same; then the caller makes the call
     * at once.
     *
     * @return why the call is not to be made; empty if it is
     * @throws ProblemException when EC2 can't be called
     */
    public synchronized Optional<String> intend(DueAction due) {
        return lockHoldTime.during(() -> reconciliation.intend(due));
    }

    /**
     * Records that EC2 has accepted a call that was {@link #intend intended}.
     *
     * @param answer EC2's, which names the instance that was launched
     */
    public synchronized void done(DueAction due, @Nullable Object answer) {
        reconciliation.done(due, Ec2CallMapper.launched(due.decision(), answer));
        reconciliation.called(due, "");
    }

    /** Records that the steps before a call have ended in time. */
    synchronized void stepsPassed(DueAction due) {
        windowAlerts.settled(due.window(), BlockedActionProblems.place(due), "its steps have ended");
    }

    /**
     * Records that a call that was {@link #intend intended} failed.
     *
     * @param failure a {@link dev.lamplighter.window.ec2.Ec2CallException} when EC2 refused it or gave no answer
     */
    public synchronized void refused(DueAction due, RuntimeException failure) {
        reconciliation.refused(due, failure);
        reconciliation.called(
                due,
                failure instanceof Ec2CallException ec2 && !ec2.errorCode().isEmpty() ? ec2.errorCode() : "no answer");
    }

    /** Records that the steps before a call failed, or took too long. */
    synchronized void stepsFailed(DueAction due, Problem problem) {
        windowAlerts.failed(due.window(), problem, AlertSeverity.ERROR);
    }

    /** What a route sends to EC2 for an action. */
    public Ec2Request request(DueAction due) {
        return Ec2CallMapper.request(due.decision());
    }

    /** Whether this is what EC2 answers to {@link #request}. */
    public boolean isAnswer(DueAction due, @Nullable Object answer) {
        return Ec2CallMapper.answer(due.action()).isInstance(answer);
    }

    /** The account and region of an action's occurrence. */
    public synchronized AccountRegion place(DueAction due) {
        return reconciliation.place(due);
    }

    /**
     * The states of some actions, once all have ended or {@code atMost} has passed. Must not be called by a thread that
     * holds the windows' lock.
     */
    public List<ActionOutcome> await(List<DueAction> due, Duration atMost) {
        return due.isEmpty() ? List.of() : windowPorts.actions().await(due, atMost);
    }

    /** Plans what is due and makes the calls in this thread, without routes. */
    synchronized ReconcileResult direct(String due) {
        return watching(due, reconcileScope -> {
            ReconcileResult reconcileResult = lockHoldTime.during(() -> run(reconcileScope));
            for (DueAction action : reconcileResult.due()) {
                try {
                    reconciliation.call(action);
                } catch (JournalException e) {
                    throw e;
                } catch (RuntimeException e) {
                    reconcileResult = reconcileResult.failing(e);
                }
            }
            return reconcileResult;
        });
    }

    /** Calls {@code listener} whenever {@link #reconcile} has ended, successfully or not. */
    public void whenLooked(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Reports in one line why a route of the windows failed, unless that was reported already; for the routes' error
     * handler.
     */
    public void tell(Throwable failure, String routeId) {
        problems.tell(failure, routeId);
    }

    /** Reports deadlines that pass while a pass waits for EC2, without waiting for that pass; called every second. */
    public void deadlines() {
        problems.watching("deadlines", () -> reconciliation.deadlines().heldUp(lockHoldTime.lasting()));
    }

    /** Whether this copy may act now; takes the lease of the journal if no other copy holds it. */
    public synchronized boolean mayAct() {
        return reconciliation.mayAct();
    }

    /** Does work during which no pass of another thread can run; the work itself may run one. */
    public synchronized <T> T undisturbed(Supplier<T> work) {
        return lockHoldTime.during(work);
    }

    /**
     * What the next pass would do at once if the journal had this content; nothing is done.
     *
     * @param trial as {@link dev.lamplighter.window.journal.DryRunJournal} gives it
     */
    public synchronized List<Decision> dryRun(WindowJournal trial) {
        return lockHoldTime.during(() -> new DryRun(windowPorts, clock).decisions(reconciliation, trial));
    }

    /**
     * The state of an instance in EC2 now; empty if it doesn't list it.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public synchronized Optional<InstanceState> stateOf(String instanceId) {
        return instance(instanceId).map(Instance::state);
    }

    /**
     * An instance as EC2 describes it now; empty if it doesn't list it.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public synchronized Optional<Instance> instance(String instanceId) {
        return lockHoldTime.during(() -> reconciliation.instance(instanceId));
    }

    /**
     * Instances that were launched and that no unfinished occurrence knows, by asking EC2 now.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public List<OrphanWatch.Orphan> orphans() {
        try {
            return new OrphanWatch(ec2, journal, windowPorts.alerts(), clock).find(windows.all());
        } catch (Ec2CallException e) {
            throw new ProblemException(
                    new Problem(
                            WindowProblemCode.EC2_UNREACHABLE,
                            "orphans",
                            "EC2 can't be asked",
                            String.valueOf(e.getMessage()),
                            "check the network, the credentials and the region"),
                    e);
        }
    }

    /** What EC2 would refuse to launch, by asking it now; launches nothing. */
    public List<Problem> refusedLaunches() {
        return new LaunchDryRun(ec2, windowPorts.actions()::tryRun, windowPorts.alerts(), clock, windowPorts.nanoTime())
                .problems(windows.all());
    }

    /** Has the routes terminate an orphan, as at the end of its window. */
    public ReconcileResult terminate(OrphanWatch.Orphan orphan, String reason) {
        synchronized (this) {
            lockHoldTime.during(() -> {
                reconciliation.adopt(orphan, reason);
                return true;
            });
        }
        return reconcile();
    }

    /** The instances that have a Name tag, of those that EC2 has described for the windows so far; no call is made. */
    public List<NamedInstance> named() {
        return ec2.named();
    }

    /**
     * How far the occurrences under way are, as the latest pass over all windows has found them; empty where none is. Waits
     * for no pass.
     */
    public List<WindowStep> steps() {
        return steps;
    }

    /** The declared windows in the order of the file. */
    public List<StreamingWindow> declared() {
        return windows.all();
    }

    /**
     * Replaces the declared windows. An occurrence that is under way keeps its instances and its end, even if its window was
     * removed.
     *
     * @return a line for each window that was added, changed or removed
     */
    public synchronized List<String> declare(List<StreamingWindow> others) {
        List<StreamingWindow> before = windows.all();
        windows.replace(others);
        return new WindowChanges(journal, clock.instant()).lines(before, windows.all());
    }

    @Override
    public synchronized List<WindowStatus> getWindows() {
        return statuses.of(windows.all(), clock.instant());
    }

    @Override
    public boolean isActing() {
        return journal.lease().isHeld();
    }

    @Override
    public Map<String, Long> getEc2Calls() {
        return ec2.calls();
    }

    /** Whether the edge of an open occurrence lies less than {@link #startWait} back. */
    private boolean isEarly(StreamingWindow window, Instant now) {
        return window.open(now).stream()
                .map(occurrence ->
                        occurrence.start().minus(window.windowTimings().lead()))
                .anyMatch(edge -> now.isBefore(edge.plus(startWait)));
    }

    /**
     * The window with this name.
     *
     * @throws ProblemException if no usable one has it
     */
    public StreamingWindow declared(String name) {
        return Optional.ofNullable(windows.find(name))
                .orElseThrow(() -> new ProblemException(new Problem(
                        WindowProblemCode.NO_SUCH_WINDOW,
                        name,
                        "no such window",
                        "windows.yaml declares no usable window of this name",
                        Suggestion.nearest(
                                        name,
                                        windows.all().stream()
                                                .map(StreamingWindow::name)
                                                .toList())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("declare it, or correct its declaration"))));
    }
}
