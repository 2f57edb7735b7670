package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.override.Overrides;
import dev.lamplighter.window.schedule.ExceptSchedule;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Occurrences of all windows in the order of their starts, those that a calendar suppresses among them. */
public final class Forecast {
    private static final Duration FIRST_STRETCH = Duration.ofDays(1);

    private final List<StreamingWindow> windows;
    private final Overrides overrides;

    /** As declared. */
    public Forecast(List<StreamingWindow> windows) {
        this(windows, Overrides.NONE);
    }

    /** As declared, and what operators said laid over it. */
    public Forecast(List<StreamingWindow> windows, Overrides overrides) {
        this.windows = List.copyOf(windows);
        this.overrides = overrides;
    }

    /** Those that overlap {@code [from, to)}. */
    public List<Foreseen> between(Instant from, Instant to) {
        List<Foreseen> found = new ArrayList<>();
        for (StreamingWindow window : windows) {
            overrides.laidOver(window.name(), window.schedule().rule().occurrences(from, to)).stream()
                    .filter(occurrence -> occurrence.overlaps(from, to))
                    .forEach(occurrence -> found.add(foreseen(window, occurrence)));
        }
        found.sort(Comparator.comparing(
                        (Foreseen foreseen) -> foreseen.occurrence().start())
                .thenComparing(foreseen -> foreseen.window().name()));
        return found;
    }

    private Foreseen foreseen(StreamingWindow window, Occurrence occurrence) {
        Instruction change =
                overrides.changing(window.name(), occurrence.start()).orElse(null);
        String skipped = overrides
                .skipping(window.name(), occurrence.start())
                .map(skip -> "skipped " + skip.given().words())
                .orElse(null);
        String calendar = change == null && window.schedule() instanceof ExceptSchedule except
                ? except.calendarOf(occurrence).map(name -> "calendar " + name).orElse(null)
                : null;
        return new Foreseen(
                window, occurrence, startsAt(window, occurrence), skipped == null ? calendar : skipped, change);
    }

    /** The end of what is on the same instance before it, where its lead would begin earlier than that. */
    private Instant startsAt(StreamingWindow window, Occurrence occurrence) {
        Instant lead = occurrence.start().minus(window.margins().lead());
        return windows.stream()
                .filter(other -> sharesInstance(other, window))
                .flatMap(other -> overrides.on(other, lead, occurrence.start()).stream())
                .map(Occurrence::end)
                .filter(end -> end.isBefore(occurrence.start()))
                .max(Comparator.naturalOrder())
                .filter(lead::isBefore)
                .orElse(lead);
    }

    private static boolean sharesInstance(StreamingWindow one, StreamingWindow other) {
        return one.machines().instances().stream().anyMatch(other.machines().instances()::contains);
    }

    /** The next {@code count} that have not ended at {@code now}; fewer if there are no more for nine years. */
    public List<Foreseen> next(int count, Instant now) {
        Duration stretch = FIRST_STRETCH;
        List<Foreseen> found = between(now, now.plus(stretch));
        while (found.size() < count && stretch.compareTo(Schedule.HORIZON) < 0) {
            stretch = stretch.multipliedBy(2);
            found = between(now, now.plus(stretch));
        }
        return found.subList(0, Math.min(count, found.size()));
    }
}
