package dev.lamplighter.window.operate;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.AlertNotificationBroadcaster;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowStatus;
import dev.lamplighter.window.crontab.CrontabImport;
import dev.lamplighter.window.crontab.CrontabImportContext;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.NamedInstance;
import dev.lamplighter.window.journal.WindowOverride;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Carries out all verbs of the windows and emits a notification for each alert raised or cleared. Thread-safe. */
public final class WindowOperations extends AlertNotificationBroadcaster implements WindowOperationsMXBean {
    static final String AREA = "windows";
    private static final String NAME = "dev.lamplighter:type=Windows";

    private final StreamingWindows windows;
    private final PersistentState kept;
    private final Supplier<ParsedWindowsFile> declaration;
    private final InstantSource clock;
    private final CurrentWindowsReader reader;
    private final WindowReports reporter;
    private final OverrideService overrideService;
    private final LaunchVerbs launchVerbs;

    /** For a service that has set nothing aside and polls no fleet. */
    public WindowOperations(
            StreamingWindows windows,
            PersistentState kept,
            Supplier<ParsedWindowsFile> declaration,
            InstantSource clock) {
        this(windows, kept, declaration, clock, new SetAside(), List::of);
    }

    /**
     * Makes the operations.
     *
     * @param declaration reads windows.yaml again
     * @param setAside what the service works without
     * @param polled the instances that have a Name tag, of those that polls of the fleet have seen
     */
    public WindowOperations(
            StreamingWindows windows,
            PersistentState kept,
            Supplier<ParsedWindowsFile> declaration,
            InstantSource clock,
            SetAside setAside,
            Supplier<List<NamedInstance>> polled) {
        super(kept.alerts(), NAME);
        this.windows = windows;
        this.kept = kept;
        this.declaration = declaration;
        this.clock = clock;
        this.reader = new CurrentWindowsReader(windows, clock, polled);
        this.reporter = new WindowReports(windows, kept, reader, setAside);
        this.overrideService = new OverrideService(windows, kept.journal(), reader, OverrideService.PATIENCE);
        this.launchVerbs = new LaunchVerbs(windows, clock);
        emit(AREA);
    }

    private WindowOperations(WindowOperations like, OverrideService overrideService) {
        super(like.kept.alerts(), NAME);
        this.windows = like.windows;
        this.kept = like.kept;
        this.declaration = like.declaration;
        this.clock = like.clock;
        this.reader = like.reader;
        this.reporter = like.reporter;
        this.overrideService = overrideService;
        this.launchVerbs = like.launchVerbs;
    }

    /** The same operations for callers that don't wait for the calls that they cause. */
    public WindowOperations withoutWaiting() {
        return new WindowOperations(this, new OverrideService(windows, kept.journal(), reader, Duration.ZERO));
    }

    /** The occurrences that overlap {@code [from, to)} and have begun. */
    public List<PastOccurrence> occurrences(Instant from, Instant to) {
        return new PastOccurrences(reporter.snapshot(), from, to).list();
    }

    @Override
    public List<WindowStatus> getWindows() {
        return windows.getWindows();
    }

    @Override
    public boolean isActing() {
        return windows.isActing();
    }

    @Override
    public Map<String, Long> getEc2Calls() {
        return windows.getEc2Calls();
    }

    @Override
    public List<String> getAlerts() {
        return kept.alerts().raised(AREA).stream()
                .map(alert -> alert.since() + " " + alert.text())
                .toList();
    }

    @Override
    public List<String> next(int count) {
        return reporter.next(count);
    }

    @Override
    public String nextJson(int count) {
        return reporter.nextJson(count);
    }

    @Override
    public String stepsJson() {
        return WindowStepsJson.answer(windows.steps(), windows.named());
    }

    @Override
    public List<String> plan(String from, String to) {
        return reporter.plan(from, to);
    }

    @Override
    public String planJson(String from, String to) {
        return reporter.planJson(from, to);
    }

    @Override
    public List<String> status() {
        return reporter.status();
    }

    @Override
    public List<String> why(String instance) {
        return reporter.why(instance);
    }

    @Override
    public String whyJson(String instance) {
        return reporter.whyJson(instance);
    }

    @Override
    public List<String> report(String month) {
        return reporter.report(month);
    }

    @Override
    public String reportJson(String month) {
        return reporter.reportJson(month);
    }

    @Override
    public List<String> validate() {
        ParsedWindowsFile read = declaration.get();
        List<String> lines =
                new ArrayList<>(read.problems().stream().map(Problem::line).toList());
        lines.add(CountText.of(read.windows().size(), "window") + ", "
                + CountText.of(read.problems().size(), "problem"));
        return lines;
    }

    @Override
    public List<String> importCrontab(String crontab, String zone) {
        try {
            ZoneId machine = zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
            LocalDate today = clock.instant().atZone(machine).toLocalDate();
            return CrontabImport.of(crontab, new CrontabImportContext("crontab", machine, !zone.isBlank(), today))
                    .yaml()
                    .lines()
                    .toList();
        } catch (DateTimeException e) {
            throw VerbRefusals.value("zone", zone, "an IANA zone such as Europe/Berlin");
        }
    }

    @Override
    public List<String> open(String window, String length, String at, String by, String reason, boolean dryRun) {
        Optional<Duration> open =
                length.isBlank() ? Optional.empty() : Optional.of(TimeArguments.length("for", length));
        if (at.isBlank()) {
            Duration fromNow = open.orElseThrow(() -> VerbRefusals.value(
                    "for", "nothing", "a length from now on such as 2h; or say when it opens: at 20:00"));
            return act(by, reason, dryRun, overrideRequests -> overrideRequests.open(noGuard(window), fromNow));
        }
        StreamingWindow declared = noGuard(window);
        Instant start = TimeArguments.ahead("at", at, declared.schedule().zone(), clock.instant());
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.openAt(noGuard(window), start, open));
    }

    @Override
    public List<String> extend(String window, String length, String by, String reason, boolean dryRun) {
        Duration longer = TimeArguments.length("by", length);
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.extend(known(window), longer));
    }

    @Override
    public List<String> close(String window, String by, String reason, boolean dryRun) {
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.close(known(window)));
    }

    @Override
    public List<String> skip(String window, String which, String by, String reason, boolean dryRun) {
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.skip(windows.declared(window), which));
    }

    @Override
    public List<String> unskip(String window, String which, String by, String reason, boolean dryRun) {
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.unskip(windows.declared(window), which));
    }

    @Override
    public List<String> hold(String instance, String until, String by, String reason, boolean dryRun) {
        WindowsSnapshot windowsSnapshot = reporter.snapshot();
        String id = known(instance, windowsSnapshot);
        Instant end = TimeArguments.ahead("until", until, windowsSnapshot.zoneOf(id), windowsSnapshot.now());
        return act(
                by,
                reason,
                dryRun,
                overrideRequests ->
                        overrideRequests.hold(id, end, windows.instance(id).map(Instance::state)));
    }

    @Override
    public List<String> release(String instance, String by, String reason, boolean dryRun) {
        String id = known(instance, reporter.snapshot());
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.release(id));
    }

    @Override
    public List<String> orphans() {
        return launchVerbs.orphans();
    }

    @Override
    public List<String> validateLaunches() {
        return launchVerbs.validate();
    }

    @Override
    public List<String> terminateOrphan(String instance, String by, String reason, boolean dryRun) {
        return launchVerbs.terminate(instance, by, reason, dryRun);
    }

    private List<String> act(
            String by, String reason, boolean dryRun, Function<OverrideRequests, List<WindowOverride>> verb) {
        RequestAttribution requestAttribution = new RequestAttribution(by, reason);
        return overrideService.act(
                windowsSnapshot -> verb.apply(new OverrideRequests(windowsSnapshot, requestAttribution)), dryRun);
    }

    private StreamingWindow noGuard(String name) {
        return VerbRefusals.noGuard(windows.declared(name));
    }

    /** The name, if it is of a declared window, or of one that is no longer declared and still open. */
    private String known(String window) {
        boolean orphan = reporter.snapshot().unfinished().stream()
                .anyMatch(entry -> entry.window().equals(window));
        boolean isDeclared =
                windows.declared().stream().anyMatch(declared -> declared.name().equals(window));
        return orphan && !isDeclared ? window : noGuard(window).name();
    }

    /** The id of an instance that belongs to a window. */
    private static String known(String instance, WindowsSnapshot windowsSnapshot) {
        String id = InstanceArgument.id(instance, windowsSnapshot);
        if (!windowsSnapshot.instances().contains(id)) {
            throw VerbRefusals.unknownInstance(instance, InstanceArgument.known(windowsSnapshot));
        }
        return id;
    }
}
