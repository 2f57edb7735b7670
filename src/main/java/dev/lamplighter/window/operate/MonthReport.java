package dev.lamplighter.window.operate;

import dev.lamplighter.window.journal.JournalEntry;
import dev.lamplighter.window.journal.StateInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports a month (UTC, as AWS bills) of windows and instances: hours on, what that saves against being on all the time,
 * minutes late and over, and what was missed. Times are those of the passes that saw it, so they are exact to
 * {@code windows.reconcile-period}.
 */
final class MonthReport {
    private final WindowsSnapshot windowsSnapshot;
    private final YearMonth month;
    private final Instant from;
    private final Instant to;
    private final List<StateInterval> spans;
    private final List<JournalEntry> occurrences;
    private final List<MissedOccurrence> missed;

    MonthReport(WindowsSnapshot windowsSnapshot, YearMonth month) {
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
        occurrences = windowsSnapshot.journal().overlapping(begin, end).stream()
                .map(windowsSnapshot.overrides()::applied)
                .filter(entry -> !entry.start().isBefore(begin) && entry.start().isBefore(end))
                .toList();
    }

    List<String> lines() {
        if (!to.isAfter(from)) {
            return List.of("Nothing is journalled of " + month + ".");
        }
        List<String> lines = new ArrayList<>();
        lines.add(month + ", from " + from + " to " + to + " (UTC), " + hours(Duration.between(from, to)) + " h:");
        Map<String, List<StateInterval>> byWindow =
                spans.stream().collect(Collectors.groupingBy(StateInterval::window, TreeMap::new, Collectors.toList()));
        missed.forEach(one -> byWindow.computeIfAbsent(one.window(), name -> List.of()));
        byWindow.forEach((window, its) -> lines.add(window(window, its)));
        missed.forEach(one -> lines.add(one.line()));
        Map<String, List<StateInterval>> byInstance = spans.stream()
                .filter(StateInterval::isOfInstance)
                .collect(Collectors.groupingBy(StateInterval::what, TreeMap::new, Collectors.toList()));
        byInstance.forEach((instance, its) -> lines.add(instance(instance, its)));
        return lines;
    }

    private String window(String window, List<StateInterval> its) {
        List<JournalEntry> of = occurrences.stream()
                .filter(entry -> entry.window().equals(window))
                .toList();
        List<MissedOccurrence> never =
                missed.stream().filter(one -> one.window().equals(window)).toList();
        List<MissedOccurrence> unseen = never.stream()
                .filter(one -> of.stream().noneMatch(entry -> entry.start().equals(one.start())))
                .toList();
        Duration on = its.stream()
                .filter(StateInterval::isOfInstance)
                .map(stateInterval -> stateInterval.within(from, to))
                .reduce(Duration.ZERO, Duration::plus);
        Duration late = of.stream().map(entry -> late(entry, its)).reduce(Duration.ZERO, Duration::plus);
        OccurrenceOutages occurrenceOutages = new OccurrenceOutages(windowsSnapshot, window, its);
        return "window " + window + ": " + (of.size() + unseen.size()) + " occurrences, " + never.size() + " missed, "
                + hours(on) + " instance hours on, " + minutes(late.plus(MissedOccurrence.length(unseen)))
                + " min late, "
                + minutes(overrun(of, its)) + " min overrun, "
                + minutes(occurrenceOutages.withoutMachine(of).plus(MissedOccurrence.length(unseen)))
                + " min without machine, "
                + minutes(occurrenceOutages
                        .withoutAddress(of)
                        .plus(occurrenceOutages.hasAddresses() ? MissedOccurrence.length(unseen) : Duration.ZERO))
                + " min without address, " + minutes(occurrenceOutages.degraded(of)) + " min degraded";
    }

    private String instance(String instance, List<StateInterval> its) {
        Duration on = union(its);
        Duration all = Duration.between(from, to);
        Duration saved = all.minus(on);
        return "instance " + instance + ": " + hours(on) + " h on, " + hours(saved) + " h saved against 24x7 ("
                + percent(saved, all) + " %), " + minutes(overrun(occurrences, its)) + " min overrun";
    }

    /** From its start to the first time it was ready; all of it if it never was. */
    private Duration late(JournalEntry entry, List<StateInterval> its) {
        Instant ready = its.stream()
                .filter(stateInterval -> stateInterval.what().equals(StateInterval.READY)
                        && stateInterval.opensAt().equals(entry.start()))
                .map(StateInterval::began)
                .min(Comparator.naturalOrder())
                .orElse(entry.end().isBefore(windowsSnapshot.now()) ? entry.end() : windowsSnapshot.now());
        return positive(entry.start(), ready);
    }

    /** How long its instances were on after its end, summed over all of them. */
    private Duration overrun(List<JournalEntry> of, List<StateInterval> its) {
        Duration sum = Duration.ZERO;
        for (JournalEntry entry : of) {
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

    private static String hours(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toSeconds() / 3600.0);
    }

    private static String minutes(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toSeconds() / 60.0);
    }

    private static String percent(Duration part, Duration whole) {
        return String.format(Locale.ROOT, "%.0f", 100.0 * part.toSeconds() / Math.max(1, whole.toSeconds()));
    }
}
