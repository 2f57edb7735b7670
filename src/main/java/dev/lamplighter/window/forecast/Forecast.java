package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
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

    public Forecast(List<StreamingWindow> windows) {
        this.windows = List.copyOf(windows);
    }

    /** Those that overlap {@code [from, to)}. */
    public List<Foreseen> between(Instant from, Instant to) {
        List<Foreseen> found = new ArrayList<>();
        for (StreamingWindow window : windows) {
            Schedule schedule = window.schedule();
            for (Occurrence occurrence : schedule.rule().occurrences(from, to)) {
                String calendar = schedule instanceof ExceptSchedule except
                        ? except.calendarOf(occurrence).orElse(null)
                        : null;
                found.add(new Foreseen(window, occurrence, calendar));
            }
        }
        found.sort(Comparator.comparing(
                        (Foreseen foreseen) -> foreseen.occurrence().start())
                .thenComparing(foreseen -> foreseen.window().name()));
        return found;
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
