package dev.lamplighter.window.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar holds.
 *
 * @param dates its whole days, whatever the zone
 * @param spans what is written in UTC and is whole days in some other zone
 * @param last its last day, which may lie before all that is kept; null when it has none
 */
public record CalendarDays(
        Set<LocalDate> dates, Set<Span> spans, @Nullable LocalDate last) {
    public static final CalendarDays NONE = new CalendarDays(Set.of(), Set.of(), null);

    /** From one instant to another. */
    public record Span(Instant start, Instant end) {
        private static final Duration CHANGE_OF_CLOCKS = Duration.ofHours(1);

        boolean isWholeIn(ZoneId zone) {
            return DaysFound.isWhole(LocalDateTime.ofInstant(start, zone), LocalDateTime.ofInstant(end, zone));
        }

        Set<LocalDate> wholeDaysIn(ZoneId zone) {
            return wholeDays(LocalDateTime.ofInstant(start, zone), LocalDateTime.ofInstant(end, zone));
        }

        /** A number of days, give or take a change of the clocks, from a time that is midnight in a zone that there is. */
        boolean isWholeSomewhere() {
            Duration length = Duration.between(start, end);
            long days = length.plusHours(2).toDays();
            return days > 0
                    && length.minusDays(days).abs().compareTo(CHANGE_OF_CLOCKS) <= 0
                    && start.getEpochSecond() % Duration.ofMinutes(15).toSeconds() == 0;
        }
    }

    public CalendarDays {
        dates = Set.copyOf(dates);
        spans = Set.copyOf(spans);
    }

    /** Of dates alone. */
    public static CalendarDays of(Set<LocalDate> dates) {
        return new CalendarDays(
                dates, Set.of(), dates.stream().max(LocalDate::compareTo).orElse(null));
    }

    /** Both together. */
    public CalendarDays and(CalendarDays other) {
        Set<LocalDate> allDates = new TreeSet<>(dates);
        allDates.addAll(other.dates);
        Set<Span> allSpans = new HashSet<>(spans);
        allSpans.addAll(other.spans);
        boolean isLater = last == null || (other.last != null && other.last.isAfter(last));
        return new CalendarDays(allDates, allSpans, isLater ? other.last : last);
    }

    /** The days of a window in {@code zone}. */
    public Set<LocalDate> in(ZoneId zone) {
        Set<LocalDate> days = new TreeSet<>(dates);
        spans.stream().filter(span -> span.isWholeIn(zone)).forEach(span -> days.addAll(span.wholeDaysIn(zone)));
        return days;
    }

    /** How many times in UTC are not whole days in {@code zone}, and so except nothing there. */
    public long notWholeIn(ZoneId zone) {
        return spans.stream().filter(span -> !span.isWholeIn(zone)).count();
    }

    /** The days that are covered from midnight to midnight. */
    static Set<LocalDate> wholeDays(LocalDateTime start, LocalDateTime end) {
        boolean isMidnight = start.toLocalTime().equals(LocalTime.MIDNIGHT);
        LocalDate first = isMidnight ? start.toLocalDate() : start.toLocalDate().plusDays(1);
        Set<LocalDate> days = new TreeSet<>();
        for (LocalDate day = first; day.isBefore(end.toLocalDate()); day = day.plusDays(1)) {
            days.add(day);
        }
        return days;
    }
}
