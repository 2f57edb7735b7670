package dev.lamplighter.window.operate;

import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.forecast.OccurrenceForecast;
import dev.lamplighter.window.forecast.OccurrenceForecastText;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds the windows at one moment: the declaration, the overrides, the unfinished entries of the journal, and names of
 * instances.
 */
record WindowsSnapshot(
        Instant now,
        List<StreamingWindow> windows,
        Overrides overrides,
        List<OccurrenceRecord> unfinished,
        WindowJournal journal,
        InstanceNames names) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** The local time of the subject's wall clock, for people. */
    ZonedTimeText localTime(String subject) {
        return ZonedTimeText.in(zoneOf(subject), now);
    }

    OccurrenceForecastText forecastText() {
        return new OccurrenceForecastText(now, names);
    }

    OccurrenceForecast forecast() {
        return new OccurrenceForecast(windows, overrides);
    }

    /** The occurrences of a window whose instances have to be on now, the one that ends last at the end. */
    List<Occurrence> underWay(String window) {
        Stream<Occurrence> journalled = unfinished.stream()
                .filter(entry -> entry.window().equals(window)
                        && entry.isOpen(now)
                        && entry.end().isAfter(entry.start()))
                .map(entry -> new Occurrence(entry.start(), entry.end()));
        Stream<Occurrence> notYet = windows.stream()
                .filter(declared -> declared.name().equals(window))
                .flatMap(declared -> overrides.open(declared, now).stream())
                .filter(occurrence -> journal.find(window, occurrence.start()).isEmpty());
        return Stream.concat(journalled, notYet)
                .sorted(Comparator.comparing(Occurrence::end))
                .toList();
    }

    /** Whether an occurrence was opened and is over, so that it never opens again. */
    boolean isOver(String window, Instant start) {
        return journal.find(window, start)
                .map(overrides::applied)
                .filter(entry -> !entry.isOpen(now))
                .isPresent();
    }

    /** Every instance that a window names or that an unfinished occurrence has to do with. */
    Set<String> instances() {
        Set<String> instances = new TreeSet<>();
        windows.forEach(window -> instances.addAll(window.windowResources().instances()));
        unfinished.forEach(entry -> instances.addAll(entry.claims().keySet()));
        return instances;
    }

    /** The windows that an override's subject, a window or an instance, is about. */
    List<StreamingWindow> windowsOf(String subject) {
        return windows.stream()
                .filter(window -> window.name().equals(subject)
                        || window.windowResources().instances().contains(subject)
                        || unfinished.stream()
                                .anyMatch(entry -> entry.window().equals(window.name()) && entry.isLaunched(subject)))
                .toList();
    }

    /** The time zone of the subject's wall clock; UTC if no window is declared for it. */
    ZoneId zoneOf(String subject) {
        Optional<StreamingWindow> first = windowsOf(subject).stream().findFirst();
        return first.map(window -> window.schedule().zone()).orElse(UTC);
    }
}
