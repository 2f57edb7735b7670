package dev.lamplighter.window.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Determines how long an event lasts on its own wall clock. */
final class EventLength {
    private static final Pattern DURATION = Pattern.compile(
            "\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?(?:T(?:(\\d{1,5})H)?(?:(\\d{1,6})M)?(?:(\\d{1,7})S)?)?");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private EventLength() {}

    /** The length of an event that has neither end nor duration: a day if it begins at midnight, otherwise zero. */
    static Duration unsaid(LocalDateTime start) {
        return start.toLocalTime().equals(LocalTime.MIDNIGHT) ? DAY : Duration.ZERO;
    }

    /**
     * The length of an event from {@code start} to {@code end}. An end at 23:59, which some programs write for midnight,
     * counts as midnight.
     */
    static Duration until(LocalDateTime start, LocalDateTime end) throws CalendarRefusedException {
        if (end.isBefore(start)) {
            throw CalendarRefusedException.event("it ends before it starts");
        }
        if (end.equals(start)) {
            return unsaid(start);
        }
        LocalTime time = end.toLocalTime();
        boolean isLastMinute = time.getHour() == 23
                && time.getMinute() == 59
                && start.toLocalTime().equals(LocalTime.MIDNIGHT);
        return bounded(Duration.between(
                start, isLastMinute ? end.toLocalDate().plusDays(1).atStartOfDay() : end));
    }

    /** Parses a DURATION such as {@code P3D}, {@code P1W}, {@code PT24H} or {@code P1DT0H0M0S}. */
    static Duration parse(String text) throws CalendarRefusedException {
        Matcher parts = DURATION.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches() || text.strip().toUpperCase(Locale.ROOT).matches(".*[PT]")) {
            throw CalendarRefusedException.event("its DURATION \"" + text + "\" is none, as in P3D");
        }
        long days = 7 * number(parts, 1) + number(parts, 2);
        return bounded(Duration.ofDays(days)
                .plusHours(number(parts, 3))
                .plusMinutes(number(parts, 4))
                .plusSeconds(number(parts, 5)));
    }

    private static long number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static Duration bounded(Duration length) throws CalendarRefusedException {
        if (length.compareTo(LONGEST) > 0) {
            throw CalendarRefusedException.event("it lasts " + length.toDays() + " days");
        }
        return length;
    }
}
