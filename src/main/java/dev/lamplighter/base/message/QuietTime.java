package dev.lamplighter.base.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Says when notices have to wait: from one time of the day to another, which may be on the next day.
 *
 * @param zone whose clock it goes by
 */
public record QuietTime(LocalTime from, LocalTime to, ZoneId zone) {
    /** Reads {@code 22:00-07:00}; throws {@link IllegalArgumentException} for anything else. */
    public static QuietTime parse(String text, ZoneId zone) {
        String[] ends = text.split("-", -1);
        try {
            QuietTime quiet = new QuietTime(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()), zone);
            if (ends.length == 2 && !quiet.from.equals(quiet.to)) {
                return quiet;
            }
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(text, e);
        }
        throw new IllegalArgumentException(text);
    }

    /** When it is no longer quiet: {@code now}, or the end of the quiet hours in which it lies. */
    public Instant over(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean isOvernight = from.isAfter(to);
        boolean isAfterFrom = !time.isBefore(from);
        boolean isBeforeTo = time.isBefore(to);
        if (isOvernight ? !isAfterFrom && !isBeforeTo : !isAfterFrom || !isBeforeTo) {
            return now;
        }
        return local.toLocalDate()
                .plusDays(isOvernight && isAfterFrom ? 1 : 0)
                .atTime(to)
                .atZone(zone)
                .toInstant();
    }
}
