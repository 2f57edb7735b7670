package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Opens on some days, as iCalendar's recurrence rules name them, for some hours; both ends are on the wall clock. */
public record RecurringSchedule(OpeningDays days, OpeningHours hours, ZoneId zone) implements Schedule {
    /** A window is open for a week at most. */
    private static final int LONGEST_DAYS = 7;

    @Override
    public List<Occurrence> occurrences(Instant from, Instant to) {
        return Occurrences.ofDays(
                from, to, LONGEST_DAYS, zone, day -> days.opensOn(day) ? hours.on(day, zone) : Optional.empty());
    }
}
