package dev.lamplighter.window.operate;

import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.StateInterval;
import dev.lamplighter.window.plan.LaunchRules;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures a month (UTC, as AWS bills) of windows and instances: the time on, what that saves compared with being on all the
 * time, late starts, overruns, and missed occurrences. Times are those of the passes that saw a change, so they are exact to
 * {@code windows.reconcile-period}.
 */
final class WindowMonthReport {
    private final WindowsSnapshot windowsSnapshot;
    private final YearMonth month;
    private final Instant from;
    private final Instant to;
    private final List<StateInterval> spans;
    private final List<OccurrenceRecord> occurrences;
    /** The slots of the instances that were launched for them, by instance. */
    private final Map<String, String> launched = new HashMap<>();

    private final List<MissedOccurrence> missed;

    WindowMonthReport(WindowsSnapshot windowsSnapshot, YearMonth month) {
        this.windowsSnapshot = windowsSnapshot;
        this.month = month;
        Instant begin = month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        missed = MissedOccurrence.between(windowsSnapshot.journal(), begin, end);
        Instant known = Stream.concat(
                        windowsSnapshot.journal().spans().first().stream(),
                        missed.stream().map(MissedOccurrence::start))
                .min(Comparator.naturalOrder())
                .orElse(windowsSnapshot.now());
        from = known.isAfter(begin) ? known : begin;
        to = windowsSnapshot.now().isBefore(end) ? windowsSnapshot.now() : end;
        spans = windowsSnapshot.journal().spans().overlapping(begin, end);
        List<OccurrenceRecord> overlapping = windowsSnapshot.journal().overlapping(begin, end);
        overlapping.forEach(entry -> entry.launches()
                .forEach(launch ->
                        launched.put(launch.instanceId(), LaunchRules.resource(entry.window(), launch.slot()))));
        occurrences = overlapping.stream()
                .map(windowsSnapshot.overrides()::applied)
                .filter(entry -> !entry.start().isBefore(begin) && entry.start().isBefore(end))
                .toList();
    }

    YearMonth month() {
        return month;
    }

    /** Whether anything is journalled of the month. */
    boolean isEmpty() {
        return !to.isAfter(from);
    }

    /** The first moment that is journalled. */
    Instant from() {
        return from;
    }

    /** Now, or the end of the month. */
    Instant to() {
        return to;
    }

    /** Of each window that was open or missed, by name. */
    List<WindowMonthSummary> windows() {
        Map<String, List<StateInterval>> byWindow =
                spans.stream().collect(Collectors.groupingBy(StateInterval::window, TreeMap::new, Collectors.toList()));
        occurrences.forEach(entry -> byWindow.computeIfAbsent(entry.window(), name -> List.of()));
        missed.forEach(one -> byWindow.computeIfAbsent(one.window(), name -> List.of()));
        return byWindow.entrySet().stream()
                .map(each -> window(each.getKey(), each.getValue()))
                .toList();
    }

    /** The occurrences that began in the month. */
    List<OccurrenceRecord> occurrences() {
        return occurrences;
    }

    /** Of each instance that was on for a window, by id. */
    List<InstanceMonthSummary> instances() {
        Map<String, List<StateInterval>> byInstance = spans.stream()
                .filter(StateInterval::isOfInstance)
                .collect(Collectors.groupingBy(StateInterval::what, TreeMap::new, Collectors.toList()));
        return byInstance.entrySet().stream()
                .map(each -> instance(each.getKey(), each.getValue()))
                .toList();
    }

    /** The window and the slot that an instance was launched for; empty if it was not launched. */
    Optional<String> slotOf(String instanceId) {
        return Optional.ofNullable(launched.get(instanceId));
    }

    private WindowMonthSummary window(String window, List<StateInterval> its) {
        List<OccurrenceRecord> of = occurrences.stream()
                .filter(entry -> entry.window().equals(window))
                .toList();
        List<MissedOccurrence> never =
                missed.stream().filter(one -> one.window().equals(window)).toList();
        List<MissedOccurrence> unseen = isGuard(window)
                ? List.of() // no instance had to be on
                : unseen(never, of);
        Duration on = its.stream()
                .filter(StateInterval::isOfInstance)
                .map(stateInterval -> stateInterval.within(from, to))
                .reduce(Duration.ZERO, Duration::plus);
        Duration late = of.stream().map(entry -> late(entry, its)).reduce(Duration.ZERO, Duration::plus);
        OccurrenceOutages occurrenceOutages = new OccurrenceOutages(windowsSnapshot, window, its);
        Duration missedTime = MissedOccurrence.length(unseen);
        return new WindowMonthSummary(
                window,
                of.size() + unseen.size(),
                never,
                on,
                late.plus(missedTime),
                overrun(of, its),
                occurrenceOutages.withoutMachine(of).plus(missedTime),
                occurrenceOutages
                        .withoutAddress(of)
                        .plus(occurrenceOutages.hasAddresses() ? missedTime : Duration.ZERO),
                occurrenceOutages.degraded(of));
    }

    private static List<MissedOccurrence> unseen(List<MissedOccurrence> never, List<OccurrenceRecord> of) {
        return never.stream()
                .filter(one -> of.stream().noneMatch(entry -> entry.start().equals(one.start())))
                .toList();
    }

    private boolean isGuard(String name) {
        return windowsSnapshot.windows().stream()
                .anyMatch(window -> window.name().equals(name) && window.isGuard());
    }

    private InstanceMonthSummary instance(String instance, List<StateInterval> its) {
        Duration on = union(its);
        // What is launched for a window exists only then: nothing is saved against having it on all the time.
        Duration saved = launched.containsKey(instance)
                ? Duration.ZERO
                : Duration.between(from, to).minus(on);
        return new InstanceMonthSummary(instance, on, saved, overrun(occurrences, its));
    }

    /** From its start to the first time it was ready; all of it if it never was. */
    private Duration late(OccurrenceRecord entry, List<StateInterval> its) {
        Instant ready = its.stream()
                .filter(stateInterval -> stateInterval.what().equals(StateInterval.READY)
                        && stateInterval.opensAt().equals(entry.start()))
                .map(StateInterval::began)
                .min(Comparator.naturalOrder())
                .orElse(entry.end().isBefore(windowsSnapshot.now()) ? entry.end() : windowsSnapshot.now());
        return positive(entry.start(), ready);
    }

    /** How long its instances were on after its end, summed over all of them. */
    private Duration overrun(List<OccurrenceRecord> of, List<StateInterval> its) {
        Duration sum = Duration.ZERO;
        for (OccurrenceRecord entry : of) {
            for (StateInterval stateInterval : its) {
                boolean after = stateInterval.window().equals(entry.window())
                        && stateInterval.opensAt().equals(entry.start())
                        && stateInterval.isOfInstance();
                if (after) {
                    Instant since = stateInterval.began().isAfter(entry.end()) ? stateInterval.began() : entry.end();
                    sum = sum.plus(positive(since, stateInterval.endedOr(windowsSnapshot.now())));
                }
            }
        }
        return sum;
    }

    /** The time in which at least one of the intervals lasts. */
    private Duration union(List<StateInterval> its) {
        Duration sum = Duration.ZERO;
        Instant covered = from;
        for (StateInterval stateInterval :
                its.stream().sorted(Comparator.comparing(StateInterval::began)).toList()) {
            Duration more = stateInterval.within(covered, to);
            sum = sum.plus(more);
            Instant ended = stateInterval.endedOr(to);
            covered = ended.isAfter(covered) ? ended : covered;
        }
        return sum;
    }

    private static Duration positive(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
