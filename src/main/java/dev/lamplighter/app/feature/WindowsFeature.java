package dev.lamplighter.app.feature;

import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.WindowVerbs;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateSettings;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.window.LoadWatch;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowPorts;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.action.ActionDueTimes;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.action.StepDurationCheck;
import dev.lamplighter.window.calendar.CalendarCopyFolder;
import dev.lamplighter.window.calendar.CalendarRefresh;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.PolledInstances;
import dev.lamplighter.window.ec2.RegionalEc2;
import dev.lamplighter.window.journal.JournalDatabase;
import dev.lamplighter.window.journal.JournalSettings;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.load.LoadReadings;
import dev.lamplighter.window.operate.PersistentState;
import dev.lamplighter.window.operate.WindowOperations;
import dev.lamplighter.window.ready.HttpReadyProbe;
import dev.lamplighter.window.watch.LaunchDryRun;
import dev.lamplighter.window.watch.OrphanWatch;
import dev.lamplighter.window.watch.RuntimeOutsideWatch;
import dev.lamplighter.window.watch.UnscheduledInstances;
import dev.lamplighter.window.watch.WindowClock;
import dev.lamplighter.window.watch.WindowNotices;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** Provides the windows: three routes for each window, and the bean that they call. */
public final class WindowsFeature implements Feature {
    public static final Set<String> BEANS =
            Set.of("windows", "windowActions", "windowsOutside", "windowCalendars", "windowLoads", "hookPrograms");

    private final InstantSource wall;
    private final WindowClock clock;
    private final CurrentDeclaration declaration;
    private final CalendarRefresh calendars;
    private final JournalDatabase journal;
    private final WindowJournal kept;
    private final StreamingWindows windows;
    private final RuntimeOutsideWatch outside;
    private final HookPrograms programs;
    private final RouteHookRunner hooks = new RouteHookRunner();
    private final WindowEc2Clients places;
    private final WindowActions actions;
    private final WindowCloudWatchClients cloudWatch;
    private final WindowLoads loads;
    private final OperatorStepLimits limits;
    private final AlertOutbox alerts;
    private final WindowOperations operations;
    private final TakeoverPass takeover;

    /** Makes one without polls of the fleet. */
    public WindowsFeature(ServiceContext on) {
        this(on, PolledInstances.NONE);
    }

    public WindowsFeature(ServiceContext on, PolledInstances polled) {
        WindowSettings settings = WindowSettings.of(on.settings());
        wall = on.clock();
        clock = new WindowClock(wall, System::nanoTime, on.aws().time());
        programs = new HookPrograms(settings.hooks());
        CalendarCopyFolder copies = new CalendarCopyFolder(
                on.settings().path("state.folder", "work").resolve("calendars"));
        declaration = new CurrentDeclaration(on, settings.file(), copies, clock, this::declare);
        List<StreamingWindow> declared = declaration.windows();
        calendars = new CalendarRefresh(
                () -> declaration.parsed().fetched(), copies, on.clock(), declaration::calendarsRefreshed);
        journal = journal(on);
        kept = journal.journal();
        alerts = journal.dataSource() == on.database()
                ? on.alerts()
                : new AlertOutbox(journal.dataSource(), on.clock(), kept.lease()::isHeld);
        places = new WindowEc2Clients(on.aws(), clock);
        RegionalEc2 ec2 = new RegionalEc2(places::reach, polled);
        limits = settings.stepLimits();
        actions = new WindowActions(
                places::client, kept.lease(), limits, new ActionDueTimes(kept.notes(), clock, System::nanoTime));
        outside = new RuntimeOutsideWatch(
                declared,
                kept,
                new UnscheduledInstances(ec2, polled, on.clock(), System::nanoTime),
                alerts,
                clock,
                new OrphanWatch(ec2, kept, alerts, clock),
                new LaunchDryRun(ec2, actions::tryRun, alerts, clock, System::nanoTime));
        LoadReadings readings = new LoadReadings();
        windows = new StreamingWindows(
                declared,
                kept,
                new WindowPorts(
                        ec2,
                        new HttpReadyProbe(on.clock()),
                        hooks,
                        actions,
                        hooks::isSuspended,
                        System::nanoTime,
                        alerts,
                        readings),
                clock,
                settings.startWait());
        cloudWatch = new WindowCloudWatchClients(on.aws().cloudWatchOf());
        loads = new WindowLoads(new LoadWatch(windows, kept, ec2, clock, readings), cloudWatch::client);
        takeover = new TakeoverPass(windows);
        operations = new WindowOperations(
                windows, new PersistentState(kept, alerts), declaration::read, clock, on.setAside(), polled::named);
    }

    /** The journal where the state is, or in a database of its own. */
    private static JournalDatabase journal(ServiceContext on) {
        JournalSettings settings = JournalSettings.of(on.settings());
        if (settings.url().isEmpty()) {
            return JournalDatabase.in(on.database(), on.file(), on.leases());
        }
        SharedDatabase own = new SharedDatabase(settings.url().get(), settings.user());
        Leases leases = Leases.shared(
                own.leases(),
                StateSettings.of(on.settings()).self(),
                settings.lease(),
                new ElapsedTime(on.clock(), System::nanoTime));
        on.leases().adopt(Lease.WINDOWS, leases.named(Lease.WINDOWS));
        return JournalDatabase.apart(own, leases);
    }

    @Override
    public String area() {
        return SetAside.WINDOWS;
    }

    @Override
    public Map<String, Object> beans() {
        return Map.of(
                "windows", windows,
                "windowActions", actions,
                "windowsOutside", outside,
                "windowCalendars", calendars,
                "windowLoads", loads,
                "hookPrograms", programs);
    }

    @Override
    public List<Verb> verbs() {
        return new ReloadNeededNotice(declaration.file(), declaration::lastRead, wall)
                .in(WindowVerbs.of(operations, operations.withoutWaiting()));
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Windows", operations);
    }

    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return RequiredWindowRoutes.templated(declaration.parsed(), wall.instant());
    }

    @Override
    public List<RequiredRoute> neededRoutes() {
        return RequiredWindowRoutes.needed(declaration.parsed());
    }

    @Override
    public Optional<StagedReload> reread() {
        return Optional.of(declaration.reread());
    }

    @Override
    public List<String> shippedRoutes() {
        return RequiredWindowRoutes.SHIPPED;
    }

    @Override
    public void attach(CamelContext context) {
        hooks.attach(context);
        places.attach(context);
        cloudWatch.attach(context);
        actions.attach(context, windows);
        takeover.attach(context);
        clock.whenSet(() -> QuartzRescheduling.rescheduleAll(context, wall));
    }

    @Override
    public void watch(Watchdog watchdog) {
        watchdog.expectPasses(
                () -> !declaration.windows().isEmpty() && hooks.isStarted(RequiredWindowRoutes.RECONCILE));
        windows.whenReconciled(watchdog::reconciled);
    }

    @Override
    public List<Problem> problems() {
        return declaration.parsed().problems();
    }

    @Override
    public boolean isSetAside() {
        return declaration.parsed().isSetAside();
    }

    @Override
    public Map<String, Problem> expectedRoutes() {
        return RequiredWindowRoutes.expected(declaration.parsed());
    }

    @Override
    public Set<String> vital(Set<String> lost) {
        return lost.contains(RequiredWindowRoutes.RECONCILE) ? Set.of(RequiredWindowRoutes.RECONCILE) : Set.of();
    }

    /** The alerts of the windows, in their journal's database. */
    AlertOutbox alerts() {
        return alerts;
    }

    /** Tells what happens to the windows; {@code soon} is how long before its start one starts soon. */
    WindowNotices notices(Duration soon) {
        return new WindowNotices(declaration::windows, kept, alerts, clock, soon);
    }

    public WindowOperations operations() {
        return operations;
    }

    @Override
    public List<Problem> remarks(Set<String> edited) {
        return Stream.concat(
                        declaration.parsed().remarks().stream(),
                        new StepDurationCheck(limits, edited).of(declaration.windows()).stream())
                .toList();
    }

    @Override
    public List<Problem> start() {
        takeover.watch(journal.leases());
        journal.leases().start();
        declaration.logRemarks();
        return List.of();
    }

    private List<String> declare(List<StreamingWindow> now) {
        List<String> changes = windows.declare(now);
        outside.declare(now);
        return changes;
    }

    @Override
    public void close() {
        takeover.close();
        hooks.close();
        actions.close();
        journal.close();
        places.close();
        cloudWatch.close();
    }
}
