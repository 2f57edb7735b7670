package dev.lamplighter.app.feature;

import dev.lamplighter.app.feature.ReloadNeededNotice.ReadDeclaration;
import dev.lamplighter.app.route.RequiredRoute;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.WindowVerbs;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.TemplatedRoute;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.window.LoadWatch;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowPorts;
import dev.lamplighter.window.WindowSettings;
import dev.lamplighter.window.action.ActionDueTimes;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.action.StepDurationCheck;
import dev.lamplighter.window.calendar.CalendarCopyFolder;
import dev.lamplighter.window.calendar.CalendarRefresh;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.WindowsYamlText;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides the windows: three routes for each window, and the bean that they call. */
public final class WindowsFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsFeature.class);

    public static final Set<String> BEANS =
            Set.of("windows", "windowActions", "windowsOutside", "windowCalendars", "windowLoads", "hookPrograms");

    private final InstantSource wall;
    private final WindowClock clock;
    private final Path file;
    private final SetAside setAside;
    private final CalendarCopyFolder copies;
    private final CalendarRefresh calendars;
    private volatile WindowsYamlText text;
    private volatile Instant readAt;
    private volatile ParsedWindowsFile declared;
    private List<SetAside.Entry> calendarsAside = List.of();
    private boolean isCalendarNew;
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

    /** Makes one without polls of the fleet. */
    public WindowsFeature(ServiceContext on) {
        this(on, PolledInstances.NONE);
    }

    public WindowsFeature(ServiceContext on, PolledInstances polled) {
        WindowSettings settings = WindowSettings.of(on.settings());
        programs = new HookPrograms(settings.hooks());
        file = settings.file();
        setAside = on.setAside();
        copies = new CalendarCopyFolder(
                on.settings().path("state.folder", "work").resolve("calendars"));
        readAt = on.clock().instant();
        text = WindowsYamlText.read(file);
        declared = text.declared(on.clock().instant(), copies);
        calendars = new CalendarRefresh(() -> declared.fetched(), copies, on.clock(), this::lookedAtCalendars);
        // As PostgreSQL's own programs do; without it the driver reads ~/.pgpass.
        String password = System.getenv("PGPASSWORD");
        journal = JournalDatabase.of(
                JournalSettings.of(on.settings()),
                on.database(),
                on.file(),
                password,
                new ElapsedTime(on.clock(), System::nanoTime));
        kept = journal.journal();
        alerts = journal.dataSource() == on.database()
                ? on.alerts()
                : new AlertOutbox(journal.dataSource(), on.clock(), kept.lease()::isHeld);
        wall = on.clock();
        clock = new WindowClock(wall, System::nanoTime, on.aws().time());
        places = new WindowEc2Clients(on.aws(), clock);
        RegionalEc2 ec2 = new RegionalEc2(places::reach);
        limits = settings.stepLimits();
        actions = new WindowActions(places::client, limits, new ActionDueTimes(kept.notes(), clock, System::nanoTime));
        outside = new RuntimeOutsideWatch(
                declared.windows(),
                kept,
                new UnscheduledInstances(ec2, polled, on.clock(), System::nanoTime),
                alerts,
                clock,
                new OrphanWatch(ec2, kept, alerts, clock),
                new LaunchDryRun(ec2, actions::tryRun, alerts, clock, System::nanoTime));
        LoadReadings readings = new LoadReadings();
        windows = new StreamingWindows(
                declared.windows(),
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
        operations = new WindowOperations(
                windows, new PersistentState(kept, alerts), this::read, clock, on.setAside(), polled::named);
    }

    private ParsedWindowsFile read() {
        return WindowsYamlText.read(file).declared(clock.instant(), copies);
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
        return new ReloadNeededNotice(file, this::readDeclaration, wall)
                .in(WindowVerbs.of(operations, operations.withoutWaiting()));
    }

    private ReadDeclaration readDeclaration() {
        ZoneId zone = declared.windows().stream()
                .findFirst()
                .map(window -> window.schedule().zone())
                .orElse(ZoneId.of("UTC"));
        return new ReadDeclaration(text, readAt, zone);
    }

    @Override
    public Map<String, Object> mxBeans() {
        return Map.of("Windows", operations);
    }

    @Override
    public List<TemplatedRoute> templatedRoutes() {
        return RequiredWindowRoutes.templated(declared, wall.instant());
    }

    @Override
    public List<RequiredRoute> neededRoutes() {
        return RequiredWindowRoutes.needed(declared);
    }

    @Override
    public Optional<StagedReload> reread() {
        Instant at = wall.instant();
        WindowsYamlText now = WindowsYamlText.read(file);
        return Optional.of(
                new ReloadedWindows(declared, now.declared(clock.instant(), copies), at, read -> take(now, at, read)));
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
        clock.whenSet(() -> QuartzRescheduling.reckonAnew(context, wall));
    }

    @Override
    public void watch(Watchdog watchdog) {
        watchdog.expectLooks(() -> !declared.windows().isEmpty() && hooks.isStarted(RequiredWindowRoutes.RECONCILE));
        windows.whenLooked(watchdog::looked);
    }

    @Override
    public List<Problem> problems() {
        return declared.problems();
    }

    @Override
    public boolean isSetAside() {
        return declared.isSetAside();
    }

    @Override
    public Map<String, Problem> expectedRoutes() {
        return RequiredWindowRoutes.expected(declared);
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
        return new WindowNotices(() -> declared.windows(), kept, alerts, clock, soon);
    }

    public WindowOperations operations() {
        return operations;
    }

    @Override
    public List<Problem> remarks(Set<String> edited) {
        return Stream.concat(
                        declared.remarks().stream(),
                        new StepDurationCheck(limits, edited).of(declared.windows()).stream())
                .toList();
    }

    @Override
    public List<Problem> start() {
        declared.remarks().forEach(remark -> LOG.info("remark: {}", remark.line()));
        return List.of();
    }

    private synchronized List<String> take(WindowsYamlText written, Instant at, ParsedWindowsFile now) {
        text = written;
        readAt = at;
        isCalendarNew = !now.fetched().isEmpty(); // a new calendar may have come while the routes were replaced
        List<String> changes = take(now);
        now.remarks().forEach(remark -> LOG.info("remark: {}", remark.line()));
        return changes.isEmpty()
                ? List.of(file.getFileName() + "  no window has changed")
                : changes.stream().map(line -> file.getFileName() + "  " + line).toList();
    }

    private List<String> take(ParsedWindowsFile now) {
        List<String> changes = windows.declare(now.windows());
        outside.declare(now.windows());
        List<SetAside.Entry> before = setAside();
        declared = now;
        setAside.replace(before, setAside());
        return changes;
    }

    /**
     * Takes fetched calendars into use with windows.yaml as it was last read; an edit of that file still waits for a reload.
     */
    private synchronized void lookedAtCalendars(List<Problem> problems, boolean hasNew) {
        SetAside now = new SetAside();
        problems.forEach(problem -> now.add(area(), problem));
        setAside.replace(calendarsAside, now.entries());
        calendarsAside = now.entries();
        isCalendarNew |= hasNew; // stays set until the windows use it, which may fail for now
        if (isCalendarNew) {
            take(text.declared(clock.instant(), copies)).forEach(line -> LOG.info("a calendar has changed: {}", line));
            isCalendarNew = false;
        }
    }

    private List<SetAside.Entry> setAside() {
        SetAside own = new SetAside();
        tell(own);
        return own.entries();
    }

    @Override
    public void close() {
        hooks.close();
        actions.close();
        journal.close();
        places.close();
        cloudWatch.close();
    }
}
