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
 * Holds the days of a calendar.
 *
 * @param dates its whole days, in any time zone
 * @param spans times that are written in UTC and are whole days in some other zone
 * @param last its last day, which may be earlier than all days that are kept; null if it has none
 */
public record CalendarDays(
        Set<LocalDate> dates, Set<Span> spans, @Nullable LocalDate last) {
    public static final CalendarDays NONE = new CalendarDays(Set.of(), Set.of(), null);

    /** A time from one instant to another. */
    public record Span(Instant start, Instant end) {
        private static final Duration CHANGE_OF_CLOCKS = Duration.ofHours(1);

        boolean isWholeIn(ZoneId zone) {
            return DaysFound.isWhole(LocalDateTime.ofInstant(start, zone), LocalDateTime.ofInstant(end, zone));
        }

        Set<LocalDate> wholeDaysIn(ZoneId zone) {
            return wholeDays(LocalDateTime.ofInstant(start, zone), LocalDateTime.ofInstant(end, zone));
        }

        /** Whether this is a number of whole days in some time zone, allowing for one change of the clocks. */
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

    /** Makes one of dates alone. */
    public static CalendarDays of(Set<LocalDate> dates) {
        return new CalendarDays(
                dates, Set.of(), dates.stream().max(LocalDate::compareTo).orElse(null));
    }

    /** The days of both calendars. */
    public CalendarDays and(CalendarDays other) {
        Set<LocalDate> allDates = new TreeSet<>(dates);
        allDates.addAll(other.dates);
        Set<Span> allSpans = new HashSet<>(spans);
        allSpans.addAll(other.spans);
        boolean isLater = last == null || (other.last != null && other.last.isAfter(last));
        return new CalendarDays(allDates, allSpans, isLater ? other.last : last);
    }

    /** The days in {@code zone}, including the spans that are whole days there. */
    public Set<LocalDate> in(ZoneId zone) {
        Set<LocalDate> days = new TreeSet<>(dates);
        spans.stream().filter(span -> span.isWholeIn(zone)).forEach(span -> days.addAll(span.wholeDaysIn(zone)));
        return days;
    }

    /** The number of spans that are not whole days in {@code zone} and therefore keep no window shut. */
    public long notWholeIn(ZoneId zone) {
        return spans.stream().filter(span -> !span.isWholeIn(zone)).count();
    }

    /** The days that lie completely between {@code start} and {@code end}, from midnight to midnight. */
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
