package dev.lamplighter.window.crontab;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Every minute that a wall clock shows, read from java.time minute by minute: cron's minutes. Those that the clocks jump
 * over come at the jump, as cron runs their lines then; those that are shown a second time are not there twice, as cron runs
 * a line with a fixed hour once.
 */
final class WallClockMinutes {
    private static final int MINUTES_OF_DAY = 24 * 60;

    private final ZoneId zone;
    private final long[] instants;
    private final int[] monthAndDay;
    private final int[] minuteOfDay;
    private final int[] dayOfWeek;
    private LocalDate day = LocalDate.EPOCH;
    private final List<long[]> changes = new ArrayList<>();

    WallClockMinutes(ZoneId zone, LocalDateTime from, LocalDateTime to) {
        this.zone = zone;
        long first = from.toEpochSecond(ZoneOffset.UTC) / 60;
        int count = (int) (to.toEpochSecond(ZoneOffset.UTC) / 60 - first);
        instants = new long[count];
        monthAndDay = new int[count];
        minuteOfDay = new int[count];
        dayOfWeek = new int[count];
        long latest = local(first - 2000);
        long before = latest - 1;
        int at = 0;
        for (long minute = first - 2000; at < count; minute++) {
            long shown = local(minute);
            if (shown != before + 1) {
                long length = Math.abs(shown - before) + 1;
                changes.add(new long[] {minute - length, minute + length});
            }
            for (long each = latest + 1; each <= shown && at < count; each++) {
                if (each >= first) {
                    set(at++, minute, each);
                }
            }
            latest = Math.max(latest, shown);
            before = shown;
        }
    }

    private long local(long minute) {
        int ahead =
                zone.getRules().getOffset(Instant.ofEpochSecond(minute * 60)).getTotalSeconds();
        return Math.floorDiv(minute * 60 + ahead, 60L);
    }

    private void set(int at, long minute, long shown) {
        long epochDay = Math.floorDiv(shown, MINUTES_OF_DAY);
        if (day.toEpochDay() != epochDay) {
            day = LocalDate.ofEpochDay(epochDay);
        }
        instants[at] = minute;
        monthAndDay[at] = day.getMonthValue() * 32 + day.getDayOfMonth();
        minuteOfDay[at] = Math.floorMod(shown, MINUTES_OF_DAY);
        dayOfWeek[at] = day.getDayOfWeek().getValue() % 7;
    }

    /** All at which the clock shows one of some minutes of the day, in order. */
    int[] at(Set<Integer> minutes) {
        boolean[] wanted = new boolean[MINUTES_OF_DAY];
        minutes.forEach(minute -> wanted[minute] = true);
        return IntStream.range(0, instants.length)
                .filter(at -> wanted[minuteOfDay[at]])
                .toArray();
    }

    /** Minutes since 1970. */
    long instant(int at) {
        return instants[at];
    }

    int month(int at) {
        return monthAndDay[at] / 32;
    }

    int dayOfMonth(int at) {
        return monthAndDay[at] % 32;
    }

    int minuteOfDay(int at) {
        return minuteOfDay[at];
    }

    /** From 0, which is Sunday. */
    int dayOfWeek(int at) {
        return dayOfWeek[at];
    }

    /**
     * Whether a minute is one in which cron and windows differ on purpose: the clocks show it twice, when a window opens at
     * the first and closes at the second, so that it is never short; or they jump over it, when a window that lies wholly in
     * what is jumped over has its length from the jump on, where cron starts and stops at once.
     */
    boolean isNearChange(long instant) {
        return changes.stream().anyMatch(change -> instant >= change[0] && instant <= change[1]);
    }
}
