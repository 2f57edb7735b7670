package dev.lamplighter.window.edge;

import dev.lamplighter.window.schedule.CronExpression;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds the times of day of a crontab line, all moved by the same number of seconds.
 *
 * @param second of the minute, the same for all
 * @param dayShifts how many days later they fall
 * @param count how many there are
 */
record ShiftedCronTimes(
        long second, SortedSet<Integer> hours, SortedSet<Integer> minutes, Set<Long> dayShifts, int count) {
    private static final int MINUTE_SECONDS = 60;
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 24 * 60;

    static ShiftedCronTimes of(CronExpression cronExpression, long shiftSeconds) {
        SortedSet<Integer> hours = new TreeSet<>();
        SortedSet<Integer> minutes = new TreeSet<>();
        Set<Long> dayShifts = new HashSet<>();
        long shiftMinutes = Math.floorDiv(shiftSeconds, MINUTE_SECONDS);
        for (int hour : cronExpression.hours()) {
            for (int minute : cronExpression.minutes()) {
                long at = hour * (long) HOUR_MINUTES + minute + shiftMinutes;
                int ofDay = (int) Math.floorMod(at, (long) DAY_MINUTES);
                hours.add(ofDay / HOUR_MINUTES);
                minutes.add(ofDay % HOUR_MINUTES);
                dayShifts.add(Math.floorDiv(at, (long) DAY_MINUTES));
            }
        }
        int count = cronExpression.hours().size() * cronExpression.minutes().size();
        return new ShiftedCronTimes(
                Math.floorMod(shiftSeconds, (long) MINUTE_SECONDS), hours, minutes, dayShifts, count);
    }

    /** Whether every hour is combined with every minute, as in a cron expression. */
    boolean isProduct() {
        return hours.size() * minutes.size() == count;
    }
}
