package dev.lamplighter.window;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.action.ActionOutcome;
import dev.lamplighter.window.action.DueAction;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.occurrence.DeclaredWindows;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.WindowAlerts;
import dev.lamplighter.window.watch.WindowClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the streaming windows, as routes and JMX use them. Every method may be called at any time and any number of times: it
 * first compares and then does only what is missing. Thread-safe; one pass at a time.
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
    private final ActionCalls calls;
    private final LaunchOperations launches;
    private final WindowStatuses statuses;
    private final WindowsLock lock;
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
        this.lock = new WindowsLock(windowPorts.nanoTime());
        this.reconciliation = new ReconcilePass(this.windows, journal, windowPorts, clock, windowAlerts);
        this.calls = new ActionCalls(lock, reconciliation, windowAlerts);
        this.launches = new LaunchOperations(this.windows, journal, windowPorts, clock);
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
    public ReconcileResult plan(String due) {
        return lock.during(() -> watching(due, this::run));
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
                    .map(name -> reconcileResult.of(
                            name,
                            reconcileScope.allowed().contains(Action.START)
                                    && StartWaitRules.isWaiting(
                                            declared(name), reconcileResult.decisions(), clock.instant(), startWait)))
                    .orElse(reconcileResult);
        } finally {
            if (reconcileScope.window().isEmpty()) {
                listeners.forEach(Runnable::run);
            }
        }
    }

    /** What the routes of actions use. */
    public ActionCalls calls() {
        return calls;
    }

    /** What operators ask about launches. */
    public LaunchOperations launches() {
        return launches;
    }

    /**
     * The states of some actions, once all have ended or {@code atMost} has passed. Must not be called by a thread that
     * holds the windows' lock.
     */
    public List<ActionOutcome> await(List<DueAction> due, Duration atMost) {
        return due.isEmpty() ? List.of() : windowPorts.actions().await(due, atMost);
    }

    /** Plans what is due and makes the calls in this thread, without routes. */
    ReconcileResult direct(String due) {
        return lock.during(() -> watching(due, reconcileScope -> {
            ReconcileResult reconcileResult = run(reconcileScope);
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
        }));
    }

    /** Calls {@code listener} whenever {@link #reconcile} has ended, successfully or not. */
    public void whenReconciled(Runnable listener) {
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
        problems.watching("deadlines", () -> reconciliation.deadlines().heldUp(lock.lasting()));
    }

    /** Whether this copy may act now; takes the lease of the journal if no other copy holds it. */
    public boolean mayAct() {
        return lock.during(reconciliation::mayAct);
    }

    /** Does work during which no pass of another thread can run; the work itself may run one. */
    public <T> T undisturbed(Supplier<T> work) {
        return lock.during(work);
    }

    /**
     * What the next pass would do at once if the journal had this content; nothing is done.
     *
     * @param trial as {@link dev.lamplighter.window.journal.DryRunJournal} gives it
     */
    public List<Decision> dryRun(WindowJournal trial) {
        return lock.during(() -> new DryRun(windowPorts, clock).decisions(reconciliation, trial));
    }

    /**
     * An instance as EC2 describes it now; empty if it doesn't list it.
     *
     * @throws ProblemException when EC2 can't be called
     */
    public Optional<Instance> instance(String instanceId) {
        return lock.during(() -> reconciliation.instance(instanceId));
    }

    /** Has the routes terminate an orphan, as at the end of its window. */
    public ReconcileResult terminate(OrphanWatch.Orphan orphan, String reason) {
        lock.run(() -> reconciliation.adopt(orphan, reason));
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
    public List<String> declare(List<StreamingWindow> others) {
        return lock.during(() -> {
            List<StreamingWindow> before = windows.all();
            windows.replace(others);
            return new WindowChanges(journal, clock.instant()).lines(before, windows.all());
        });
    }

    @Override
    public List<WindowStatus> getWindows() {
        return lock.during(() -> statuses.of(windows.all(), clock.instant()));
    }

    @Override
    public boolean isActing() {
        return journal.lease().isHeld();
    }

    @Override
    public Map<String, Long> getEc2Calls() {
        return ec2.calls();
    }

    /**
     * The window with this name.
     *
     * @throws ProblemException if no usable one has it
     */
    public StreamingWindow declared(String name) {
        return windows.get(name);
    }
}
