package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Says when a guard stops what runs. An occurrence begins at that moment and ends when it is too late for the guard to act;
 * it needs nothing on.
 *
 * @param times whose occurrences begin at the moments
 */
public record GuardSchedule(Schedule times) implements Schedule {
    @Override
    public ZoneId zone() {
        return times.zone();
    }

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        return times.occurrences(from, to);
    }
}
