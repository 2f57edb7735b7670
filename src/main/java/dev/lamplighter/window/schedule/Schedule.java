package dev.lamplighter.window.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Says when a window is open. Immutable. */
public sealed interface Schedule
        permits WeeklySchedule, RecurringSchedule, CrontabSchedule, OneOffSchedule, ExceptSchedule, GuardSchedule {
    /** How far {@link #next} searches: 29 February may be eight years away. */
    Duration HORIZON = Duration.ofDays(9 * 366);

    /** The time zone of its wall clock. */
    ZoneId zone();

    /** The schedule itself, without the dates on which it does not open. */
    default Schedule rule() {
        return this;
    }

    /** The occurrences that overlap {@code [from, to)}, in order of their starts, no start twice. */
    List<Occurrence> occurrences(Instant from, Instant to);

    /** The first occurrence that starts at or after {@code instant}; none if there is none for nine years. */
    default Optional<Occurrence> next(Instant instant) {
        Instant from = instant;
        Duration stretch = Duration.ofDays(1);
        Instant horizon = instant.plus(HORIZON);
        while (from.isBefore(horizon)) {
            Instant to = from.plus(stretch);
            Optional<Occurrence> found = occurrences(from, to).stream()
                    .filter(occurrence -> !occurrence.start().isBefore(instant))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            from = to;
            stretch = stretch.multipliedBy(2);
        }
        return Optional.empty();
    }
}
