package dev.lamplighter.window.operate;

import dev.lamplighter.base.Settings;
import java.time.DateTimeException;
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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Parses times as operators write them, from 2000 to 2199. Each method throws WINDOW-141 for text that it can't parse. */
final class TimeArguments {
    private static final Duration LONGEST = Duration.ofDays(31);

    /** Times must lie in these years, so that no calculation reaches the ends of java.time's calendar. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private TimeArguments() {}

    /** {@code 90s}, {@code 30m}, {@code 1h30m}; up to 31 days. */
    static Duration length(String name, String text) {
        try {
            Duration length = Settings.parseDuration(text.strip().toLowerCase(Locale.ROOT));
            if (length.compareTo(Duration.ofSeconds(1)) >= 0 && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // refused below, like one that is too short or too long
        }
        throw RefusedOperations.value(name, text, "a length such as 30m or 2h, from 1s to 31d");
    }

    /** The next time that a clock in {@code zone} shows {@code HH:mm}, or a date and time there, or an ISO time; at most 31 days ahead. */
    static Instant until(String text, ZoneId zone, Instant now) {
        Instant until = first(
                "until",
                text,
                "HH:mm, or a time such as 2026-11-22T18:00",
                List.of(
                        said -> nextAt(LocalTime.parse(said), zone, now),
                        said -> thinkable(OffsetDateTime.parse(said)).toInstant(),
                        said -> thinkable(LocalDateTime.parse(said))
                                .atZone(zone)
                                .toInstant()));
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw RefusedOperations.value("until", text, "a time from now to 31 days ahead");
        }
        return until;
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

    static LocalDate date(String text) {
        return first(
                "which", text, "next, or a date such as 2026-12-24", List.of(said -> thinkable(LocalDate.parse(said))));
    }

    static YearMonth month(String text) {
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
        throw RefusedOperations.value(name, text, allowed);
    }
}
