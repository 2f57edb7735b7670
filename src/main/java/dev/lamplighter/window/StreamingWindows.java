package dev.lamplighter.window;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.Ec2Places;
import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.AddressDecision;
import dev.lamplighter.window.plan.Decision;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streaming windows, as routes and JMX use them. Every method may be called at any time and any number of times: each
 * looks first and does only what is missing. Thread-safe; one look at a time.
 */
public final class StreamingWindows implements WindowsMXBean {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingWindows.class);

    private final List<StreamingWindow> windows;
    private final WindowJournal journal;
    private final Ec2Places ec2;
    private final WindowClock clock;
    private final Duration startWait;
    private final Outside outside;
    private final Reports reports;
    private final LookProblems problems;
    private final Reconciliation reconciliation;
    private final Occupation occupation;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** By a wall clock that AWS can't be asked about; the others as below. */
    public StreamingWindows(
            List<StreamingWindow> windows,
            WindowJournal journal,
            Outside outside,
            InstantSource wall,
            Duration startWait) {
        this(windows, journal, outside, new WindowClock(wall, outside.nanoTime(), AwsTime.UNKNOWN), startWait);
    }

    /** @param startWait see {@link WindowSettings#startWait()} */
    public StreamingWindows(
            List<StreamingWindow> windows,
            WindowJournal journal,
            Outside outside,
            WindowClock clock,
            Duration startWait) {
        this.windows = List.copyOf(windows);
        this.journal = journal;
        this.outside = outside;
        this.ec2 = outside.ec2();
        this.reports = new Reports(LOG, outside.alerts());
        this.problems = new LookProblems(LOG, reports);
        this.clock = clock;
        this.startWait = startWait;
        this.occupation = new Occupation(outside.nanoTime());
        this.reconciliation = new Reconciliation(this.windows, journal, outside, clock, reports);
    }

    /** Starts the instances of an open window and associates its addresses as soon as they run. */
    public synchronized Answer start(String name) {
        StreamingWindow window = declared(name);
        List<Decision> decisions = look("start " + name, Scope.opening(name));
        boolean beforeAddresses = window.open(clock.instant()).stream()
                .allMatch(open -> clock.instant().isBefore(window.margins().addressesFrom(open.start())));
        boolean underWay = decisions.stream()
                .filter(decision -> !(beforeAddresses && decision instanceof AddressDecision))
                .map(Decision::action)
                .anyMatch(action -> action == Action.WAIT || action.isMutating());
        return new Answer(name, underWay && isEarly(window, clock.instant()), decisions);
    }

    /** Associates the addresses of an open window that are not in place. */
    public synchronized Answer associate(String name) {
        declared(name);
        return new Answer(name, false, look("associate " + name, Scope.associating(name)));
    }

    /** Stops what the ended occurrences of a window opened or adopted. */
    public synchronized Answer stop(String name) {
        declared(name);
        return new Answer(name, false, look("stop " + name, Scope.closing(name)));
    }

    /** Does whatever is missing for all windows, declared or only journalled. */
    public synchronized Answer reconcile() {
        try {
            List<Decision> decisions = look("reconcile", Scope.everything());
            return new Answer("", reconciliation.isHeldBack(), decisions);
        } finally {
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls {@code listener} whenever {@link #reconcile} has ended, well or badly. */
    public void whenLooked(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells why a route of the windows failed, in one line, unless that is known; for the routes' error handler. */
    public void tell(Throwable failure, String routeId) {
        problems.tell(failure, routeId);
    }

    private List<Decision> look(String name, Scope scope) {
        return problems.watching(name, () -> occupation.during(() -> reconciliation.look(scope)));
    }

    /** Tells deadlines that pass while a look waits for EC2, and doesn't wait for it; to be called every second. */
    public void deadlines() {
        problems.watching("deadlines", () -> {
            reconciliation.deadlines().heldUp(occupation.lasting());
            return true;
        });
    }

    /** Whether this copy may act now, as against another one on the same journal; takes over if nobody does. */
    public synchronized boolean mayAct() {
        return reconciliation.mayAct();
    }

    /** Does work that no look may come between; it may look itself. */
    public synchronized <T> T undisturbed(Supplier<T> work) {
        return occupation.during(work);
    }

    /**
     * What the next look would do at once, had the journal this content; does nothing of it.
     *
     * @param trial as {@link dev.lamplighter.base.RolledBack} gives it
     */
    public synchronized List<Decision> rehearse(WindowJournal trial) {
        return occupation.during(() -> new Rehearsal(outside, clock).decisions(reconciliation, trial));
    }

    /**
     * What EC2 says of an instance now; empty if it doesn't list it.
     *
     * @throws ProblemException when it can't be asked
     */
    public synchronized Optional<InstanceState> stateOf(String instanceId) {
        return instance(instanceId).map(Instance::state);
    }

    /**
     * What EC2 shows of an instance now; empty if it doesn't list it.
     *
     * @throws ProblemException when it can't be asked
     */
    public synchronized Optional<Instance> instance(String instanceId) {
        return occupation.during(() -> reconciliation.instance(instanceId));
    }

    /** The declared windows in the order of the file. */
    public List<StreamingWindow> declared() {
        return windows;
    }

    @Override
    public synchronized List<WindowStatus> getWindows() {
        Instant now = clock.instant();
        Overrides overrides = Overrides.of(journal.instructions().all());
        List<JournalEntry> unfinished =
                journal.unfinished().stream().map(overrides::applied).toList();
        List<WindowStatus> found = new ArrayList<>();
        for (StreamingWindow window : windows) {
            Optional<JournalEntry> entry = unfinished.stream()
                    .filter(candidate -> candidate.window().equals(window.name()))
                    .reduce((first, last) -> last);
            found.add(entry.map(under -> status(under, window.schedule().zone()))
                    .orElseGet(() -> waiting(window, overrides, now)));
        }
        unfinished.stream()
                .filter(entry ->
                        windows.stream().noneMatch(window -> window.name().equals(entry.window())))
                .forEach(entry -> found.add(status(entry, ZoneId.of("UTC"))));
        return found;
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
                .map(occurrence -> occurrence.start().minus(window.margins().lead()))
                .anyMatch(edge -> now.isBefore(edge.plus(startWait)));
    }

    /**
     * The window with this name.
     *
     * @throws ProblemException if no usable one has it
     */
    public StreamingWindow declared(String name) {
        return windows.stream()
                .filter(window -> window.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        "WINDOW-110",
                        name,
                        "no such window",
                        "windows.yaml declares no usable window of this name",
                        Suggestion.nearest(
                                        name,
                                        windows.stream()
                                                .map(StreamingWindow::name)
                                                .toList())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("declare it, or mend its declaration"))));
    }

    private WindowStatus waiting(StreamingWindow window, Overrides overrides, Instant now) {
        WindowStatus.Times times = overrides
                .next(window, now)
                .map(occurrence -> times(occurrence, window.schedule().zone()))
                .orElse(WindowStatus.Times.NEVER);
        return status(window.name(), "WAITING", times);
    }

    private WindowStatus status(JournalEntry entry, ZoneId zone) {
        return status(entry.window(), entry.phase().name(), times(new Occurrence(entry.start(), entry.end()), zone));
    }

    private WindowStatus status(String name, String state, WindowStatus.Times times) {
        String lastAction = reports.lastAction(name)
                .or(() -> journal.latest(name).map(JournalEntry::lastReason))
                .orElse("");
        return new WindowStatus(
                name, state, times, lastAction, reports.lastProblem(name).orElse(""));
    }

    private static WindowStatus.Times times(Occurrence occurrence, ZoneId zone) {
        return new WindowStatus.Times(
                occurrence.start().atZone(zone).toString(),
                occurrence.end().atZone(zone).toString());
    }
}
