package dev.lamplighter.window.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Collects the days of events. A day belongs to an event if the event covers it from midnight to midnight on its own wall
 * clock. An event in UTC is tried in UTC, then in the calendar's zone, then in the zone of the window that excepts the
 * calendar.
 */
final class DaysFound {
    /** They are kept in memory for each calendar. */
    private static final int MOST_SPANS = 20_000;

    /** The limit for the days of all events together; a day that several events cover counts for each. */
    private static final long MOST_DAYS = 3_000_000;

    private final LocalDate from;
    private final LocalDate to;
    private final Optional<ZoneId> zone;
    private final Set<LocalDate> dates = new TreeSet<>();
    private final Set<CalendarDays.Span> spans = new HashSet<>();
    private @Nullable LocalDate last;
    private boolean isPartial;
    private long reckoned;

    DaysFound(LocalDate from, LocalDate to, Optional<ZoneId> zone) {
        this.from = from;
        this.to = to;
        this.zone = zone;
    }

    void add(ICalDate.Form form, LocalDateTime start, Duration length) throws CalendarRefusedException {
        LocalDateTime end = start.plus(length);
        LocalDate until =
                length.isZero() ? start.toLocalDate() : end.minusSeconds(1).toLocalDate();
        last = last == null || until.isAfter(last) ? until : last;
        if (until.isBefore(from) || start.toLocalDate().isAfter(to)) {
            return;
        }
        reckoned += length.toDays() + 1;
        if (reckoned > MOST_DAYS) {
            throw CalendarRefusedException.event("the file's events cover too many days");
        }
        if (form == ICalDate.Form.UTC && !isWhole(start, end)) {
            addUtc(start, end);
        } else {
            dates.addAll(CalendarDays.wholeDays(start, end));
            isPartial |= !isWhole(start, end);
        }
    }

    private void addUtc(LocalDateTime start, LocalDateTime end) throws CalendarRefusedException {
        CalendarDays.Span span = new CalendarDays.Span(start.toInstant(ZoneOffset.UTC), end.toInstant(ZoneOffset.UTC));
        if (zone.isPresent() && span.isWholeIn(zone.get())) {
            dates.addAll(span.wholeDaysIn(zone.get()));
        } else if (span.isWholeSomewhere()) {
            spans.add(span);
        } else {
            isPartial = true;
        }
        if (spans.size() > MOST_SPANS) {
            throw CalendarRefusedException.event("the file has more than " + MOST_SPANS + " times in UTC");
        }
    }

    /** Whether both times are midnights. */
    static boolean isWhole(LocalDateTime start, LocalDateTime end) {
        return start.toLocalTime().equals(LocalTime.MIDNIGHT)
                && end.toLocalTime().equals(LocalTime.MIDNIGHT)
                && end.isAfter(start);
    }

    /** Whether the last event covers some day only in part. The call resets this for the next event. */
    boolean takePartial() {
        boolean was = isPartial;
        isPartial = false;
        return was;
    }

    CalendarDays days() {
        return new CalendarDays(dates, spans, last);
    }
}
