package dev.lamplighter.window.operate;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertNotifications;
import dev.lamplighter.base.alert.SetAsideAlerts;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowStatus;
import dev.lamplighter.window.crontab.CrontabImport;
import dev.lamplighter.window.crontab.CrontabSource;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowsFile;
import dev.lamplighter.window.forecast.Forecast;
import dev.lamplighter.window.forecast.ForecastText;
import dev.lamplighter.window.forecast.PlannedOccurrence;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.override.Holds;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Carries out all verbs of the windows and emits a notification for each alert raised or cleared. Thread-safe. */
public final class WindowOperations extends AlertNotifications implements WindowOperationsMXBean {
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final String AREA = "windows";
    private static final String NAME = "dev.lamplighter:type=Windows";

    private final StreamingWindows windows;
    private final PersistentState kept;
    private final Supplier<WindowsFile> declaration;
    private final InstantSource clock;
    private final SetAside setAside;
    private final OverrideService overrideService;

    /** For a service that has set nothing aside. */
    public WindowOperations(
            StreamingWindows windows, PersistentState kept, Supplier<WindowsFile> declaration, InstantSource clock) {
        this(windows, kept, declaration, clock, new SetAside());
    }

    /**
     * @param declaration reads windows.yaml again
     * @param setAside what the service does without
     */
    public WindowOperations(
            StreamingWindows windows,
            PersistentState kept,
            Supplier<WindowsFile> declaration,
            InstantSource clock,
            SetAside setAside) {
        super(kept.alerts(), NAME);
        this.windows = windows;
        this.kept = kept;
        this.declaration = declaration;
        this.clock = clock;
        this.setAside = setAside;
        this.overrideService = new OverrideService(windows, kept.journal(), clock, OverrideService.PATIENCE);
        emit(AREA);
    }

    private WindowOperations(WindowOperations like, OverrideService overrideService) {
        super(like.kept.alerts(), NAME);
        this.windows = like.windows;
        this.kept = like.kept;
        this.declaration = like.declaration;
        this.clock = like.clock;
        this.setAside = like.setAside;
        this.overrideService = overrideService;
    }

    /** The same operations for callers that don't wait for the calls that they cause. */
    public WindowOperations withoutWaiting() {
        return new WindowOperations(this, new OverrideService(windows, kept.journal(), clock, Duration.ZERO));
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
        WindowsSnapshot windowsSnapshot = snapshot();
        if (count < 1 || count > Forecast.MOST) {
            throw RefusedOperations.value("n", String.valueOf(count), "a number from 1 to " + Forecast.MOST);
        }
        return forecast(windowsSnapshot).next(count, windowsSnapshot.now()).stream()
                .map(ForecastText::sentence)
                .toList();
    }

    @Override
    public List<String> plan(String from, String to) {
        List<PlannedOccurrence> foreseen = foreseen(from, to);
        List<String> lines =
                new ArrayList<>(foreseen.stream().map(ForecastText::sentence).toList());
        lines.add(ForecastText.instanceHours(foreseen) + " instance hours, leads included");
        return lines;
    }

    @Override
    public String planJson(String from, String to) {
        return ForecastText.json(foreseen(from, to));
    }

    private List<PlannedOccurrence> foreseen(String from, String to) {
        WindowsSnapshot windowsSnapshot = snapshot();
        Instant begin = from.isBlank() ? windowsSnapshot.now() : TimeArguments.moment("from", from);
        Instant end = to.isBlank() ? begin.plus(FORTNIGHT) : TimeArguments.moment("to", to);
        return forecast(windowsSnapshot).plan(begin, end);
    }

    @Override
    public List<String> status() {
        WindowsSnapshot windowsSnapshot = snapshot();
        List<String> lines = new ArrayList<>();
        if (!isActing()) {
            lines.add("this copy only watches; the windows are carried out by "
                    + kept.journal().lease().holder());
        }
        List<WindowStatus> declared = getWindows();
        if (declared.isEmpty()) {
            lines.add("no windows are declared");
        }
        for (WindowStatus window : declared) {
            lines.add(window.getName() + " " + window.getState() + times(window)
                    + (window.getLastAction().isEmpty() ? "" : "; last: " + window.getLastAction()));
        }
        windowsSnapshot
                .overrides()
                .holds(windowsSnapshot.now())
                .forEach(hold -> lines.add(hold.subject() + " is " + Holds.words(hold)));
        lines.addAll(setAside.lines());
        kept.alerts().raised(AREA).stream()
                .filter(alert -> !alert.place().subject().equals(SetAsideAlerts.SUBJECT)) // listed just above
                .map(WindowOperations::line)
                .forEach(lines::add);
        return lines;
    }

    private static String times(WindowStatus window) {
        if (window.getStart().isEmpty()) {
            return "";
        }
        boolean isMoment = window.getState().equals(WindowStatus.GUARD)
                || window.getStart().equals(window.getEnd());
        return isMoment
                ? " stops what runs at " + window.getStart()
                : " " + window.getStart() + " to " + window.getEnd();
    }

    private static String line(Alert alert) {
        return "alert since " + alert.since() + ": " + alert.text();
    }

    @Override
    public List<String> why(String instance) {
        WindowsSnapshot windowsSnapshot = snapshot();
        if (!windowsSnapshot.instances().contains(instance)
                && kept.journal().latestOf(instance).isEmpty()) {
            throw RefusedOperations.unknownInstance(instance, windowsSnapshot.instances());
        }
        List<String> lines = new ArrayList<>();
        lines.add(shown(instance, windowsSnapshot));
        lines.addAll(new InstanceExplanation(windowsSnapshot, instance).lines());
        return lines;
    }

    private String shown(String instance, WindowsSnapshot windowsSnapshot) {
        try {
            return windows.instance(instance)
                    .map(described -> InstanceExplanation.shown(windowsSnapshot, described))
                    .orElse("EC2 doesn't list " + instance + ".");
        } catch (ProblemException e) {
            return "EC2 can't be asked for " + instance + " now: " + e.problem().why() + ".";
        }
    }

    @Override
    public List<String> report(String month) {
        WindowsSnapshot windowsSnapshot = snapshot();
        return new MonthReport(windowsSnapshot, TimeArguments.month(month, windowsSnapshot.now())).lines();
    }

    @Override
    public List<String> validate() {
        WindowsFile read = declaration.get();
        List<String> lines =
                new ArrayList<>(read.problems().stream().map(Problem::line).toList());
        lines.add(ForecastText.count(read.windows().size(), "window") + ", "
                + ForecastText.count(read.problems().size(), "problem"));
        return lines;
    }

    @Override
    public List<String> importCrontab(String crontab, String zone) {
        try {
            ZoneId machine = zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
            LocalDate today = clock.instant().atZone(machine).toLocalDate();
            return CrontabImport.of(crontab, new CrontabSource("crontab", machine, !zone.isBlank(), today))
                    .yaml()
                    .lines()
                    .toList();
        } catch (DateTimeException e) {
            throw RefusedOperations.value("zone", zone, "an IANA zone such as Europe/Berlin");
        }
    }

    @Override
    public List<String> open(String window, String length, String by, String reason, boolean dryRun) {
        Duration open = TimeArguments.length("for", length);
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.open(noGuard(window), open));
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
        WindowsSnapshot windowsSnapshot = snapshot();
        requireKnown(instance, windowsSnapshot);
        Instant end = TimeArguments.until(until, windowsSnapshot.zoneOf(instance), windowsSnapshot.now());
        return act(
                by,
                reason,
                dryRun,
                overrideRequests -> overrideRequests.hold(instance, end, windows.stateOf(instance)));
    }

    @Override
    public List<String> release(String instance, String by, String reason, boolean dryRun) {
        requireKnown(instance, snapshot());
        return act(by, reason, dryRun, overrideRequests -> overrideRequests.release(instance));
    }

    private List<String> act(
            String by, String reason, boolean dryRun, Function<OverrideRequests, List<WindowOverride>> verb) {
        RequestAttribution requestAttribution = new RequestAttribution(by, reason);
        return overrideService.act(
                windowsSnapshot -> verb.apply(new OverrideRequests(windowsSnapshot, requestAttribution)), dryRun);
    }

    /** The window; a guard is refused, because nothing is on for it. */
    private StreamingWindow noGuard(String name) {
        StreamingWindow window = windows.declared(name);
        if (window.isGuard()) {
            throw RefusedOperations.notNow(
                    name,
                    "is a guard",
                    "it opens nothing and only stops what runs",
                    "keep an instance on with: windows hold INSTANCE until TIME; leave the guard out with: windows skip "
                            + name + " next");
        }
        return window;
    }

    /** The name, if it is of a declared window, or of one that is no longer declared and still open. */
    private String known(String window) {
        boolean orphan = snapshot().unfinished().stream()
                .anyMatch(entry -> entry.window().equals(window));
        boolean isDeclared =
                windows.declared().stream().anyMatch(declared -> declared.name().equals(window));
        return orphan && !isDeclared ? window : noGuard(window).name();
    }

    private static void requireKnown(String instance, WindowsSnapshot windowsSnapshot) {
        if (!windowsSnapshot.instances().contains(instance)) {
            throw RefusedOperations.unknownInstance(instance, windowsSnapshot.instances());
        }
    }

    private WindowsSnapshot snapshot() {
        return WindowsSnapshot.of(windows, kept.journal(), clock);
    }

    private static Forecast forecast(WindowsSnapshot windowsSnapshot) {
        List<StreamingWindow> declared = windowsSnapshot.windows();
        return new Forecast(declared, windowsSnapshot.overrides());
    }
}
