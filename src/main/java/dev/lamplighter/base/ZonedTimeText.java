package dev.lamplighter.base;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes times for people, as the wall clock of a zone shows them: without the date if it is today there, without the year
 * if it is the current one, and without seconds.
 */
public final class ZonedTimeText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_WITH_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** Spans shorter than this are written with seconds. */
    private static final Duration SHORT = Duration.ofMinutes(2);

    private static final Pattern UTC_TIME =
            Pattern.compile("\\b20\\d\\d-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z\\b");

    private final ZoneId zone;
    private final LocalDate today;

    private ZonedTimeText(ZoneId zone, LocalDate today) {
        this.zone = zone;
        this.today = today;
    }

    /** Makes a writer for a reader in {@code zone} at {@code now}. */
    public static ZonedTimeText in(ZoneId zone, Instant now) {
        // "Z" reads like a letter; "UTC" doesn't.
        ZoneId named = zone.normalized().getId().equals("Z") ? ZoneId.of("UTC") : zone;
        return new ZonedTimeText(named, now.atZone(named).toLocalDate());
    }

    /** {@code 22 Nov 2026 14:30 UTC}, for things without a time zone of their own. */
    public static String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** {@code 19:00 CST} for today, {@code Sun 22 Nov 19:00 CST} for another day. */
    public String moment(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return onDay(local, today) + TIME.format(local) + " " + ZONE.format(local);
    }

    /** A text of a journal or an alert, in which each ISO time in UTC is replaced by that of {@link #moment}. */
    public String inWords(String text) {
        return UTC_TIME.matcher(text).replaceAll(found -> moment(Instant.parse(found.group())));
    }

    /** {@code 19:00}, where day and zone are given beside it. */
    public String timeOfDay(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** {@code today}, {@code Sun 22 Nov}, {@code Sun 3 Jan 2027}. */
    public String day(Instant instant) {
        LocalDate day = instant.atZone(zone).toLocalDate();
        return day.equals(today) ? "today" : date(day);
    }

    /** {@code today, 08:30 to 19:00 CST}, {@code Sat 21 Nov, 22:00 CST to Sun 22 Nov 02:00 CST}. */
    public String span(Instant start, Instant end) {
        ZonedDateTime from = start.atZone(zone);
        ZonedDateTime to = end.atZone(zone);
        DateTimeFormatter form = Duration.between(start, end).compareTo(SHORT) < 0 ? TIME_WITH_SECONDS : TIME;
        boolean isSameDay = from.toLocalDate().equals(to.toLocalDate());
        boolean isSameOffset = isSameDay && ZONE.format(from).equals(ZONE.format(to));
        return day(start) + ", " + form.format(from) + (isSameOffset ? "" : " " + ZONE.format(from)) + " to "
                + (isSameDay ? "" : date(to.toLocalDate()) + " ") + form.format(to) + " " + ZONE.format(to);
    }

    private String onDay(ZonedDateTime time, LocalDate told) {
        return time.toLocalDate().equals(told) ? "" : date(time.toLocalDate()) + " ";
    }

    private String date(LocalDate day) {
        return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(day);
    }
}
