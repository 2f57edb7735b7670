package dev.lamplighter.window.operate;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.ZonedTimeText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Parses times as operators write them, from 2000 to 2199. Each method throws WINDOW-141 for text that it can't parse. */
final class TimeArguments {
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Times must lie in these years, so that no calculation reaches the ends of java.time's calendar. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private TimeArguments() {}

    /** {@code 90s}, {@code 30m}, {@code 1h30m}, also {@code 30}, {@code 30 min} and {@code 1h30} in minutes; up to 31 days. */
    static Duration length(String name, String text) {
        try {
            Duration length = Settings.parseDuration(inUnits(text));
            if (length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // refused below, together with lengths that are too short or too long
        }
        throw VerbRefusals.value(name, text, "a length such as 30m or 2h, from 1s to 31d");
    }

    /** Adds minutes as the unit of a number without one: people write {@code 30} and {@code 1h30}. */
    private static String inUnits(String text) {
        String dense = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
        String units = dense.replaceAll("(?<=\\d)(minutes?|mins?)(?=\\d|$)", "m")
                .replaceAll("(?<=\\d)(hours?|hrs?)(?=\\d|$)", "h")
                .replaceAll("(?<=\\d)(days?)(?=\\d|$)", "d")
                .replaceAll("(?<=\\d)(seconds?|secs?)(?=\\d|$)", "s");
        return units.matches("(\\d+h)?\\d+") ? units + "m" : units;
    }

    /**
     * A time to come, as people say it: {@code 20:00}, {@code tomorrow 9:30}, {@code sunday 10:00}, {@code 2026-12-24 18:00} on
     * a clock in {@code zone}, or an ISO time with its offset; at most 31 days ahead. A time of day that has passed is
     * tomorrow's, and a day of the week is the next of its name, today if the time is still to come.
     */
    static Instant ahead(String name, String text, ZoneId zone, Instant now) {
        Instant time = first(
                name,
                text,
                "a time such as 20:00, tomorrow 9:30, sunday 10:00 or 2026-12-24 18:00",
                List.of(
                        said -> onADay(said, zone, now),
                        said -> thinkable(OffsetDateTime.parse(said)).toInstant(),
                        said -> thinkable(LocalDateTime.parse(said))
                                .atZone(zone)
                                .toInstant()));
        if (!time.isAfter(now)) {
            throw VerbRefusals.time(
                    name, text, "that was " + ZonedTimeText.in(zone, now).moment(time) + ", which has passed");
        }
        if (time.isAfter(now.plus(LONGEST))) {
            throw VerbRefusals.time(
                    name, text, "that is " + ZonedTimeText.in(zone, now).moment(time) + ", more than 31 days ahead");
        }
        return time;
    }

    /** A day in words or as a date, and a time of day; without a day the next such time. */
    private static Instant onADay(String text, ZoneId zone, Instant now) {
        String[] words = text.toLowerCase(Locale.ROOT).split("\\s+", -1);
        LocalTime time = timeOfDay(words[words.length - 1]);
        if (words.length == 1) {
            return nextAt(time, zone, now);
        }
        if (words.length > 2) {
            throw new DateTimeException("more than a day and a time: " + text);
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (words[0]) {
            case "today" -> today.atTime(time).atZone(zone).toInstant();
            case "tomorrow" -> today.plusDays(1).atTime(time).atZone(zone).toInstant();
            default ->
                dayOfWeek(words[0])
                        .map(day -> {
                            LocalDate next = today.with(TemporalAdjusters.nextOrSame(day));
                            Instant at = next.atTime(time).atZone(zone).toInstant();
                            return at.isAfter(now)
                                    ? at
                                    : next.plusWeeks(1)
                                            .atTime(time)
                                            .atZone(zone)
                                            .toInstant();
                        })
                        .orElseGet(() -> thinkable(LocalDate.parse(words[0]))
                                .atTime(time)
                                .atZone(zone)
                                .toInstant());
        };
    }

    /** {@code 9:30}, {@code 09:30}, {@code 09:30:15}. */
    private static LocalTime timeOfDay(String text) {
        return LocalTime.parse(text.matches("\\d:.*") ? "0" + text : text);
    }

    /** By its English name or the first three letters of it. */
    private static Optional<DayOfWeek> dayOfWeek(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> {
                    String name = day.name().toLowerCase(Locale.ROOT);
                    return name.equals(text) || name.substring(0, 3).equals(text);
                })
                .findFirst();
    }

    /** An ISO time with its offset, or a local one in UTC, or a date's midnight in UTC. */
    static Instant moment(String name, String text) {
        return first(
                name,
                text,
                "a time such as 2026-12-24T14:00:00Z",
                List.of(
                        said -> thinkable(OffsetDateTime.parse(said)).toInstant(),
                        said -> thinkable(LocalDateTime.parse(said)).toInstant(ZoneOffset.UTC),
                        said -> thinkable(LocalDate.parse(said)).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    /** A date, or {@code today} or {@code tomorrow} on a clock in {@code zone}. */
    static LocalDate date(String text, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "today" -> today;
            case "tomorrow" -> today.plusDays(1);
            default ->
                first(
                        "which",
                        text,
                        "next, today, tomorrow, or a date such as 2026-12-24",
                        List.of(said -> thinkable(LocalDate.parse(said))));
        };
    }

    /** A month; that of {@code now} in UTC, as AWS bills, if the text is empty. */
    static YearMonth month(String text, Instant now) {
        if (text.isBlank()) {
            return YearMonth.from(now.atOffset(ZoneOffset.UTC));
        }
        return first(
                "month",
                text,
                "a month such as 2026-11",
                List.of(said -> YearMonth.from(thinkable(YearMonth.parse(said).atDay(1)))));
    }

    private static <T extends TemporalAccessor> T thinkable(T time) {
        LocalDate day = LocalDate.from(time);
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new DateTimeException("not from 2000 to 2199: " + time);
        }
        return time;
    }

    private static Instant nextAt(LocalTime time, ZoneId zone, Instant now) {
        ZonedDateTime today = now.atZone(zone);
        Instant at = today.toLocalDate().atTime(time).atZone(zone).toInstant();
        return at.isAfter(now)
                ? at
                : today.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }

    private static <T> T first(String name, String text, String allowed, List<Function<String, T>> forms) {
        for (Function<String, T> form : forms) {
            try {
                return form.apply(text.strip());
            } catch (DateTimeException e) {
                // the next form, or the refusal below
            }
        }
        throw VerbRefusals.value(name, text, allowed);
    }
}
