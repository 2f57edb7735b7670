package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** Says when a window opens on a day, and when it closes. */
public sealed interface OpeningHours {
    LocalTime opens();

    /** How long it is open where no clock is changed, from a day of the week. */
    Duration length(DayOfWeek day);

    /** Empty for a whole day that the clocks jump over. */
    Optional<Occurrence> on(LocalDate day, ZoneId zone);

    /**
     * Until the wall clock next shows a time of day.
     *
     * @param closingDay the day of the week on which it does; without one whichever comes first
     */
    record Until(LocalTime opens, LocalTime closes, Optional<DayOfWeek> closingDay) implements OpeningHours {
        @Override
        public Duration length(DayOfWeek day) {
            LocalDateTime start =
                    LocalDate.EPOCH.with(TemporalAdjusters.next(day)).atTime(opens);
            return Duration.between(start, end(start));
        }

        @Override
        public Optional<Occurrence> on(LocalDate day, ZoneId zone) {
            LocalDateTime start = day.atTime(opens);
            return Optional.of(Occurrences.between(start, end(start), zone));
        }

        private LocalDateTime end(LocalDateTime start) {
            LocalDateTime sameDay = start.with(closes);
            LocalDateTime first = closingDay
                    .map(TemporalAdjusters::nextOrSame)
                    .map(sameDay::with)
                    .orElse(sameDay);
            return first.isAfter(start) ? first : first.plusDays(closingDay.isPresent() ? 7 : 1);
        }
    }

    /** For a length of time, whatever the clocks do meanwhile. */
    record Lasting(LocalTime opens, Duration length) implements OpeningHours {
        @Override
        public Duration length(DayOfWeek day) {
            return length;
        }

        @Override
        public Optional<Occurrence> on(LocalDate day, ZoneId zone) {
            Instant start = LocalTimeResolver.opening(day.atTime(opens), zone);
            return Optional.of(new Occurrence(start, start.plus(length)));
        }
    }

    /** From the first moment of a day to that of the next, however long the day is. */
    record WholeDay() implements OpeningHours {
        @Override
        public LocalTime opens() {
            return LocalTime.MIDNIGHT;
        }

        @Override
        public Duration length(DayOfWeek day) {
            return Duration.ofDays(1);
        }

        @Override
        public Optional<Occurrence> on(LocalDate day, ZoneId zone) {
            Instant start = day.atStartOfDay(zone).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
            return end.isAfter(start) ? Optional.of(new Occurrence(start, end)) : Optional.empty();
        }
    }
}
