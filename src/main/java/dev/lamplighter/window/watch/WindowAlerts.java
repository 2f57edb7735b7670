package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.alert.SetAsideItemAlerts;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.plan.DeadlineRules;
import dev.lamplighter.window.plan.Decision;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;

/** Reports the problems of the windows, each once for as long as it lasts. Thread-safe. */
public final class WindowAlerts {
    /** {@link AlertKey#area()} of the windows. */
    static final String AREA = "windows";

    private final Logger log;
    private final AlertSink alerts;
    private final Map<String, String> lastActions = new HashMap<>();
    private final Map<String, String> lastProblems = new HashMap<>();
    private final Map<AlertedResource, String> told = new HashMap<>();
    /** When occurrences were reported as missed, by window and occurrence. */
    private final Map<String, Map<String, Instant>> missed = new HashMap<>();

    private boolean isLoaded;

    public WindowAlerts(Logger log, AlertSink alerts) {
        this.log = log;
        this.alerts = alerts;
    }

    /** Reads what an earlier process or copy has reported, so that it is not reported again. */
    public synchronized void load() {
        if (isLoaded) {
            return;
        }
        told.clear();
        missed.clear();
        List<Alert> raised = alerts.raised(AREA);
        raised.stream()
                .filter(alert -> alert.is(WindowProblemCode.MISSED, WindowProblemCode.GUARD_MISSED))
                .forEach(alert ->
                        missedOf(alert.place().subject()).put(alert.place().resource(), alert.since()));
        raised.stream()
                .filter(alert -> !alert.is(
                        WindowProblemCode.MISSED,
                        WindowProblemCode.GUARD_MISSED)) // stay until a later occurrence is ready
                .filter(alert -> !alert.place().subject().equals(SetAsideItemAlerts.SUBJECT)) // stay until corrected
                .filter(alert -> !alert.is(WindowProblemCode.RUNS_OUTSIDE)) // stands until it stops
                .filter(alert -> !alert.is(WindowProblemCode.REGION_UNREACHABLE)) // stands until it answers
                .forEach(alert -> told.put(
                        new AlertedResource(
                                alert.place().subject(), alert.place().resource()),
                        unnamed(alert)));
        isLoaded = true;
    }

    /** Whether it is known what was reported before. */
    synchronized boolean isLoaded() {
        return isLoaded;
    }

    /** Forgets what was reported: another copy may report more. */
    public synchronized void forget() {
        isLoaded = false;
    }

    /** Reports a call that EC2 accepted. */
    public synchronized void done(Decision decision) {
        log.info(
                "window={} action={} resource={} reason=\"{}\"",
                decision.window(),
                decision.action(),
                decision.resource(),
                decision.reason());
        lastActions.put(decision.window(), decision.action() + " " + decision.resource() + ": " + decision.reason());
        forget(decision.window(), decision.resource());
    }

    /** Reports that a slot is to have one machine more, or one less. */
    public synchronized void scaled(String window, SlotScaling scaling) {
        String action = "SCALE_" + scaling.direction();
        log.info("window={} action={} resource={} reason=\"{}\"", window, action, scaling.slot(), scaling.reason());
        lastActions.put(window, action + " " + scaling.slot() + ": " + scaling.reason());
    }

    /** Reports that a route of the operator begins to run. */
    public synchronized void began(OccurrenceRecord entry, String route, String reason) {
        log.info("window={} action=RUN resource={} reason=\"{}\"", entry.window(), route, reason);
        lastActions.put(entry.window(), "RUN " + route + ": " + reason);
    }

    /** Logs that this copy only watches; the copy that acts raises the alerts. */
    synchronized void watching(String subject, Problem problem) {
        if (isNews(subject, problem)) {
            log.warn("{}", problem.line());
        }
    }

    /** Notes for a window a problem that is reported elsewhere. */
    public synchronized void suffers(String window, Problem problem) {
        lastProblems.put(window, problem.line());
    }

    public synchronized void phase(OccurrenceRecord entry) {
        log.info("window={} phase={} start={} end={}", entry.window(), entry.phase(), entry.start(), entry.end());
    }

    /** Raises an alert: the operator must act. */
    public synchronized void alert(String window, Problem problem) {
        if (isNews(window, problem)) {
            log(AlertSeverity.ERROR, problem, window);
            raise(window, AlertSeverity.ERROR, problem);
        }
    }

    /** Reports a call that failed and will be repeated. */
    public synchronized void failed(String window, Problem problem) {
        failed(window, problem, AlertSeverity.WARN);
    }

    /** Reports a call that failed and will be repeated; {@link AlertSeverity#ERROR} if that won't help. */
    public synchronized void failed(String window, Problem problem, AlertSeverity severity) {
        String missesDeadline = told.get(new AlertedResource(window, window));
        boolean isNews = isNews(window, problem);
        if (missesDeadline != null && severity == AlertSeverity.WARN) {
            lastProblems.put(window, missesDeadline); // an ERROR has precedence over a failure that is retried
        }
        if (isNews) {
            log(severity, problem, window);
            raise(window, severity, problem);
        }
    }

    /**
     * Reports an occurrence that misses a deadline. Another reason alone is not reported again. The alert's place is the
     * window, or, while another occurrence of the window has that place, the occurrence.
     */
    synchronized void late(OccurrenceRecord entry, Problem problem) {
        String beside = beside(entry);
        String there = told.get(new AlertedResource(entry.window(), entry.window()));
        boolean isTaken = there != null && !there.contains(DeadlineRules.words(entry));
        boolean isBeside = isTaken || told.containsKey(new AlertedResource(entry.window(), beside));
        lasting(entry.window(), isBeside ? problem.at(beside) : problem, AlertSeverity.ERROR);
    }

    /** Clears the alert of an occurrence that misses no deadline now. */
    synchronized void onTime(OccurrenceRecord entry, String reason) {
        String there = told.get(new AlertedResource(entry.window(), entry.window()));
        if (there != null && there.contains(DeadlineRules.words(entry))) {
            settled(entry.window(), entry.window(), reason);
        }
        settled(entry.window(), beside(entry), reason);
    }

    private static String beside(OccurrenceRecord entry) {
        return entry.window() + " of " + entry.start();
    }

    /** Reports an occurrence that is over and never was ready. The alert stays until a later one is ready, or for a week. */
    synchronized void missed(String window, Problem problem, Instant now) {
        lastProblems.put(window, problem.line());
        if (missedOf(window).putIfAbsent(problem.where(), now) == null) {
            log(AlertSeverity.ERROR, problem, window);
            raise(window, AlertSeverity.ERROR, problem);
        }
    }

    /** Clears a window's alerts of missed occurrences, since a later one is ready. */
    synchronized void madeUp(String window) {
        retract(window, Instant.MAX, "it is ready again");
    }

    /** Clears alerts of occurrences reported as missed before {@code then}; the month's report keeps them. */
    synchronized void retractMissed(Instant then) {
        List.copyOf(missed.keySet()).forEach(window -> retract(window, then, "it was reported for long enough"));
    }

    private void retract(String window, Instant before, String reason) {
        Map<String, Instant> known = missed.getOrDefault(window, Map.of());
        for (Map.Entry<String, Instant> one : List.copyOf(known.entrySet())) {
            if (one.getValue().isBefore(before)) {
                log.info("window={} action=SETTLED resource={} reason=\"{}\"", window, one.getKey(), reason);
                alerts.clear(new AlertKey(AREA, window, one.getKey()));
                known.remove(one.getKey());
            }
        }
    }

    private Map<String, Instant> missedOf(String window) {
        return missed.computeIfAbsent(window, name -> new TreeMap<>());
    }

    /** Reports that EC2 can't be called. Another wording of its message alone is not reported again. */
    public synchronized void unanswered(String place, Problem problem, AlertSeverity severity) {
        lasting(place, problem, severity);
    }

    private void lasting(String subject, Problem problem, AlertSeverity severity) {
        String before = told.get(new AlertedResource(subject, problem.where()));
        if (!isNews(subject, problem)) {
            return;
        }
        if (before == null || !before.startsWith(problem.withoutWhy())) {
            log(severity, problem, subject);
        }
        raise(subject, severity, problem);
    }

    /** Raises an alert; the line of an instance or an address also names the window that it belongs to. */
    private void raise(String subject, AlertSeverity severity, Problem problem) {
        boolean isNamed = Pattern.compile("(?<![\\w-])" + Pattern.quote(subject) + "(?![\\w-])")
                .matcher(problem.line())
                .find();
        alerts.raise(
                new AlertKey(AREA, subject, problem.where()),
                severity,
                isNamed ? problem : problem.withFix(problem.fix() + ofWindow(subject)));
    }

    private static String unnamed(Alert alert) {
        String name = ofWindow(alert.place().subject());
        String text = alert.text();
        return text.endsWith(name) ? text.substring(0, text.length() - name.length()) : text;
    }

    private static String ofWindow(String name) {
        return " (window " + name + ")";
    }

    private void log(AlertSeverity severity, Problem problem, String window) {
        switch (severity) {
            case WARN -> log.warn("{} window={}", problem.line(), window);
            case ERROR -> log.error("{} window={}", problem.line(), window);
        }
    }

    /** Whether this problem was reported and still holds, at whatever place. */
    public synchronized boolean isTold(Problem problem) {
        String words = problem.what() + ": " + problem.why();
        return told.values().stream().anyMatch(line -> line.contains(words));
    }

    /** Clears the alerts of a resource. */
    public synchronized void settled(String window, String resource, String reason) {
        if (forget(window, resource)) {
            log.info("window={} action=SETTLED resource={} reason=\"{}\"", window, resource, reason);
        }
    }

    /** Clears the alerts of windows that have nothing left to do. */
    public synchronized void keepOnly(Set<String> underWay) {
        for (AlertedResource key : List.copyOf(told.keySet())) {
            // Alerts of the clock stay, whatever is under way.
            if (!underWay.contains(key.subject())
                    && !key.subject().equals(WindowClock.SUBJECT)
                    && (underWay.isEmpty() || !key.isOfAllWindows())) {
                settled(key.subject(), key.resource(), "the window is over");
            }
        }
    }

    public synchronized Optional<String> lastAction(String window) {
        return Optional.ofNullable(lastActions.get(window));
    }

    public synchronized Optional<String> lastProblem(String window) {
        return Optional.ofNullable(lastProblems.get(window));
    }

    private boolean isNews(String window, Problem problem) {
        lastProblems.put(window, problem.line());
        return !Objects.equals(told.put(new AlertedResource(window, problem.where()), problem.line()), problem.line());
    }

    private boolean forget(String window, String resource) {
        boolean known = told.remove(new AlertedResource(window, resource)) != null;
        if (known) {
            alerts.clear(new AlertKey(AREA, window, resource));
        }
        return known;
    }
}
