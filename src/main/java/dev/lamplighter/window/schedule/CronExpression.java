package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Holds the five fields of a crontab line (crontab(5)): minute, hour, day of month, month, day of week. Sunday is 0 or 7. If
 * both day fields are restricted, a day needs to match only one of them, as in cron.
 *
 * @param everyHour the hour was written {@code *}
 * @param daysOfMonthStarred the day of month began with {@code *}, so it only restricts together with the day of week
 * @param daysOfWeekStarred likewise
 */
public record CronExpression(
        List<Integer> minutes,
        List<Integer> hours,
        Set<Integer> daysOfMonth,
        Set<Integer> months,
        Set<DayOfWeek> daysOfWeek,
        boolean everyHour,
        boolean daysOfMonthStarred,
        boolean daysOfWeekStarred) {
    public CronExpression {
        minutes = List.copyOf(minutes);
        hours = List.copyOf(hours);
        daysOfMonth = Set.copyOf(daysOfMonth);
        months = Set.copyOf(months);
        daysOfWeek = Set.copyOf(daysOfWeek);
    }

    /** Parses {@code "30 8 * * 0"}; throws {@link IllegalArgumentException} that names the field and what it allows. */
    public static CronExpression parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "a crontab line has five fields (minute hour day-of-month month day-of-week), got "
                            + fields.length);
        }
        return new CronExpression(
                List.copyOf(CronField.MINUTE.parse(fields[0])),
                List.copyOf(CronField.HOUR.parse(fields[1])),
                CronField.DAY_OF_MONTH.parse(fields[2]),
                CronField.MONTH.parse(fields[3]),
                daysOfWeek(CronField.DAY_OF_WEEK.parse(fields[4])),
                fields[1].equals("*"),
                fields[2].startsWith("*"),
                fields[4].startsWith("*"));
    }

    public boolean firesOn(LocalDate day) {
        if (!months.contains(day.getMonthValue())) {
            return false;
        }
        boolean ofMonth = daysOfMonth.contains(day.getDayOfMonth());
        boolean ofWeek = daysOfWeek.contains(day.getDayOfWeek());
        boolean bothRestricted = !daysOfMonthStarred && !daysOfWeekStarred;
        return bothRestricted ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    /** Whether a day needs to be only one of the two that are written, and each alone would be fewer days. */
    public boolean takesEitherDay() {
        return !daysOfMonthStarred && !daysOfWeekStarred && !everyDayOfMonth() && !everyDayOfWeek();
    }

    private static Set<DayOfWeek> daysOfWeek(SortedSet<Integer> numbers) {
        return numbers.stream()
                .map(number -> DayOfWeek.of(number == 0 ? 7 : number))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether all days of every month are meant, whatever the day of the week. */
    public boolean everyDayOfMonth() {
        return daysOfMonth.size() == 31;
    }

    public boolean everyMonth() {
        return months.size() == 12;
    }

    /** The days of the week on which it can fire when it does not depend on the day of month. */
    public Set<DayOfWeek> firingDaysOfWeek() {
        return daysOfMonthStarred || daysOfWeekStarred ? daysOfWeek : Set.of(DayOfWeek.values());
    }

    public boolean everyDayOfWeek() {
        return daysOfWeek.containsAll(Arrays.asList(DayOfWeek.values()));
    }
}
