package dev.lamplighter.window.edge;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.GuardSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.OpeningDays;
import dev.lamplighter.window.schedule.RecurringSchedule;
import dev.lamplighter.window.schedule.Schedule;
import dev.lamplighter.window.schedule.WeeklySchedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Holds the Quartz trigger of an edge. It fires at every edge of every occurrence, except around a change of the clocks, for
 * which the reconciliation makes up. It may fire at other times, too, for example on dates on which the window stays closed.
 * If no cron expression is exact, it fires every minute at the right second.
 *
 * @param expression seconds, minutes, hours, day of month, month, day of week and perhaps year; days by name
 * @param zone an id that {@link TimeZone} knows; it silently treats any other as GMT
 */
record EdgeCron(String expression, String zone) {
    private static final int DAY_SECONDS = 24 * 60 * 60;

    static Optional<EdgeCron> of(StreamingWindow window, Edge edge, Instant now) {
        Optional<String> zone = zoneForQuartz(window.schedule().zone());
        if (window.schedule().rule() instanceof OneOffSchedule oneOff) {
            return oneOff(edge.of(oneOff.occurrence(), window.windowTimings().lead()), now);
        }
        String expression = expression(window, edge);
        return Optional.of(
                zone.map(id -> new EdgeCron(expression, id)).orElseGet(() -> new EdgeCron("0 * * * * ?", "GMT")));
    }

    private static String expression(StreamingWindow window, Edge edge) {
        Schedule rule = window.schedule().rule() instanceof GuardSchedule guard
                ? guard.times()
                : window.schedule().rule();
        if (rule instanceof WeeklySchedule weekly) {
            return weekly(weekly, edge.secondsFromStart(window, length(weekly)));
        }
        if (rule instanceof RecurringSchedule recurring) {
            return recurring(
                    recurring,
                    day -> edge.secondsFromStart(window, recurring.hours().length(day)));
        }
        if (rule instanceof CrontabSchedule crontab) {
            return crontab(crontab.cronExpression(), edge.secondsFromStart(window, crontab.length()));
        }
        throw new IllegalArgumentException("a one-off has no repeating edge");
    }

    /** The trigger of a one-off, in GMT, in which no time is ambiguous. */
    private static Optional<EdgeCron> oneOff(Instant edge, Instant now) {
        if (!edge.isAfter(now)) {
            return Optional.empty();
        }
        ZonedDateTime at = edge.atZone(ZoneId.of("GMT"));
        return Optional.of(new EdgeCron(
                at.getSecond() + " " + at.getMinute() + " " + at.getHour() + " " + at.getDayOfMonth() + " "
                        + at.getMonthValue() + " ? " + at.getYear(),
                "GMT"));
    }

    private static Duration length(WeeklySchedule weekly) {
        Duration length = Duration.between(weekly.opens(), weekly.closes());
        return weekly.isOvernight() ? length.plusDays(1) : length;
    }

    private static String weekly(WeeklySchedule weekly, long shiftSeconds) {
        long second = weekly.opens().toSecondOfDay() + shiftSeconds;
        long days = Math.floorDiv(second, DAY_SECONDS);
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(second, DAY_SECONDS));
        return time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " ? * "
                + QuartzCronFields.names(weekly.days(), days);
    }

    /**
     * The expression for a recurring schedule. It is exact if the schedule names one day of the month and the edge is on
     * that day; otherwise it fires on all such days of the week.
     */
    private static String recurring(RecurringSchedule recurring, ToLongFunction<DayOfWeek> shiftSeconds) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        boolean isSameDay = true;
        long second = 0;
        for (DayOfWeek day : recurring.days().daysOfWeek()) {
            second = recurring.hours().opens().toSecondOfDay() + shiftSeconds.applyAsLong(day);
            long later = Math.floorDiv(second, DAY_SECONDS);
            isSameDay &= later == 0;
            days.add(day.plus(later));
        }
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(second, DAY_SECONDS));
        String clock = time.getSecond() + " " + time.getMinute() + " " + time.getHour() + " ? ";
        return isSameDay
                ? clock + months(recurring.days()) + " "
                        + QuartzCronFields.names(recurring.days().weekdays())
                : clock + "* " + QuartzCronFields.names(days, 0);
    }

    private static String months(OpeningDays days) {
        SortedSet<Integer> numbers =
                days.months().stream().map(Month::getValue).collect(Collectors.toCollection(TreeSet::new));
        return QuartzCronFields.list(numbers, 12);
    }

    private static String crontab(CronExpression cronExpression, long shiftSeconds) {
        ShiftedCronTimes times = ShiftedCronTimes.of(cronExpression, shiftSeconds);
        String everyMinute = times.second() + " * * * * ?";
        if (!times.isProduct()) {
            return everyMinute;
        }
        String time = times.second() + " " + QuartzCronFields.list(times.minutes(), 60) + " "
                + QuartzCronFields.list(times.hours(), 24);
        if (cronExpression.everyDayOfMonth() && cronExpression.everyMonth()) {
            return days(cronExpression, times)
                    .map(days -> time + " ? * " + days)
                    .orElse(everyMinute);
        }
        boolean onlyDaysOfMonth = cronExpression.everyDayOfWeek() && cronExpression.daysOfWeekStarred();
        if (times.dayShifts().equals(Set.of(0L)) && (cronExpression.everyDayOfMonth() || onlyDaysOfMonth)) {
            return time + " " + dayFields(cronExpression);
        }
        return everyMinute;
    }

    /** The days of the week, shifted; empty if some times fall on one day and some on another. */
    private static Optional<String> days(CronExpression cronExpression, ShiftedCronTimes times) {
        Set<DayOfWeek> days = cronExpression.firingDaysOfWeek();
        if (days.size() == DayOfWeek.values().length) {
            return Optional.of("*");
        }
        return times.dayShifts().size() == 1
                ? Optional.of(QuartzCronFields.names(
                        days, times.dayShifts().iterator().next()))
                : Optional.empty();
    }

    private static String dayFields(CronExpression cronExpression) {
        String months = QuartzCronFields.list(new TreeSet<>(cronExpression.months()), 0);
        return cronExpression.everyDayOfMonth()
                ? "? " + months + " " + QuartzCronFields.names(cronExpression.firingDaysOfWeek(), 0)
                : QuartzCronFields.list(new TreeSet<>(cronExpression.daysOfMonth()), 0) + " " + months + " ?";
    }

    private static Optional<String> zoneForQuartz(ZoneId zone) {
        String id = TimeZone.getTimeZone(zone).getID();
        return TimeZone.getTimeZone(id).toZoneId().getRules().equals(zone.getRules())
                ? Optional.of(id)
                : Optional.empty();
    }
}
