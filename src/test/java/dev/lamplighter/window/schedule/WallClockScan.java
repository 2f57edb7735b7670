package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An oracle that knows nothing of offsets' transitions: it reads the wall clock at minutes of UTC. An hour at each of
 * whose quarters the clock has moved on exactly as time has is taken to be even; every other hour is read minute by minute. Times of day are whole minutes.
 */
public final class WallClockScan {
    private static final int QUARTER = 15;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    /** Minutes since 1970 of UTC and of the wall clock at the beginning of each even stretch. */
    private final long[] utc;

    private final long[] local;

    public WallClockScan(ZoneId zone, LocalDate first, LocalDate last) {
        List<long[]> stretches = new ArrayList<>();
        long end = (last.toEpochDay() + 4) * DAY;
        long ahead = Long.MIN_VALUE;
        for (long hour = (first.toEpochDay() - 4) * DAY; hour < end; hour += HOUR) {
            if (isEven(hour, ahead, zone)) {
                continue;
            }
            for (long minute = hour; minute < hour + HOUR; minute++) {
                long shown = shown(minute, zone);
                if (shown - minute != ahead) {
                    ahead = shown - minute;
                    stretches.add(new long[] {minute, shown});
                }
            }
        }
        utc = stretches.stream().mapToLong(stretch -> stretch[0]).toArray();
        local = stretches.stream().mapToLong(stretch -> stretch[1]).toArray();
    }

    private static boolean isEven(long hour, long ahead, ZoneId zone) {
        for (long minute = hour; minute < hour + HOUR; minute += QUARTER) {
            if (shown(minute, zone) - minute != ahead) {
                return false;
            }
        }
        return true;
    }

    /** What the wall clock shows, read from its fields. */
    private static long shown(long minute, ZoneId zone) {
        LocalDateTime clock = LocalDateTime.ofInstant(Instant.ofEpochSecond(minute * HOUR), zone);
        return clock.toLocalDate().toEpochDay() * DAY + clock.getHour() * (long) HOUR + clock.getMinute();
    }

    /** The first minute that shows {@code wanted} or, where none does, something later. */
    public Instant firstShowing(LocalDateTime wanted) {
        long minute = minute(wanted);
        for (int i = near(minute); i < utc.length; i++) {
            if (minute < local[i]) {
                return instant(utc[i]);
            }
            long at = utc[i] + minute - local[i];
            if (i == utc.length - 1 || at < utc[i + 1]) {
                return instant(at);
            }
        }
        throw new IllegalArgumentException("beyond the scan: " + wanted);
    }

    /** The last minute that shows {@code wanted} or, where none does, the first after which only later ones are shown. */
    public Instant lastShowing(LocalDateTime wanted) {
        long minute = minute(wanted);
        int i = Math.min(near(minute) + 4, utc.length - 1);
        for (; i >= 0; i--) {
            long at = utc[i] + minute - local[i];
            boolean reached = at >= utc[i];
            if (reached && (i == utc.length - 1 || at < utc[i + 1])) {
                return instant(at);
            }
            if (reached) {
                return instant(utc[i + 1]);
            }
        }
        throw new IllegalArgumentException("beyond the scan: " + wanted);
    }

    /** A stretch safely before the one that shows {@code minute}; no clock was ever moved by more than a day. */
    private int near(long minute) {
        int found = Arrays.binarySearch(utc, minute - 2L * DAY);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    private static long minute(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC) / HOUR;
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * HOUR);
    }
}
