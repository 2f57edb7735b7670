package dev.lamplighter.window.crontab;

import dev.lamplighter.window.schedule.OpeningDays;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the {@code when:} that says exactly when a window opens and closes, if there is one. */
final class WhenYamlWriter {
    /** The longest duration that windows.yaml accepts. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private WhenYamlWriter() {}

    /**
     * One or more values of {@code when:}, each with the days that it covers; empty if there are none, for example because
     * the days are single dates, a change of the clocks falls inside, or the window is longer than a month.
     *
     * @param opens the days on which it opens
     * @param opensAt minute of the day
     * @param minutes its length on the wall clock
     */
    static Map<SelectedDays, String> of(
            SelectedDays pattern,
            BitSet opens,
            SimulationPeriod simulationPeriod,
            int opensAt,
            int minutes,
            ZoneId zone) {
        boolean isDayOrLess = minutes <= CrontabEc2Call.MINUTES_OF_DAY;
        if (pattern.days().isPresent()
                && isDayOrLess
                && (pattern.isWeekly() || pattern.fields().isEmpty())) {
            return Map.of(pattern, oneDay(pattern.days().get(), opensAt, minutes));
        }
        boolean isWritten = !pattern.isWeekly() && !pattern.fields().isEmpty();
        if (isWritten
                && Duration.ofMinutes(minutes).compareTo(LONGEST) <= 0
                && DaylightSavingCheck.isSteady(opens, simulationPeriod, opensAt, minutes, zone)) {
            return Map.of(
                    pattern,
                    String.format(
                            Locale.ROOT,
                            "{cron: \"%d %d %s\", for: %s}",
                            opensAt % 60,
                            opensAt / 60,
                            pattern.fields(),
                            length(minutes)));
        }
        if (pattern.days().isPresent() && isDayOrLess) {
            return Map.of(pattern, oneDay(pattern.days().get(), opensAt, minutes));
        }
        Map<SelectedDays, String> each = new LinkedHashMap<>();
        if (minutes <= CrontabEc2Call.MINUTES_OF_DAY * DayOfWeek.values().length) {
            pattern.byDayOfWeek().forEach(one -> each.put(one, overDays(one, opensAt, minutes)));
        }
        return each;
    }

    private static String oneDay(OpeningDays days, int opensAt, int minutes) {
        int closesAt = (opensAt + minutes) % CrontabEc2Call.MINUTES_OF_DAY;
        return String.format(
                Locale.ROOT,
                "{%s, opens: \"%s\", closes: \"%s\"%s}",
                WeekdayText.keys(days),
                CronFieldText.time(opensAt),
                CronFieldText.time(closesAt),
                closesAt <= opensAt ? ", overnight: true" : "");
    }

    /** The value for a window that closes on a later day of the week, less than a week after it opens. */
    private static String overDays(SelectedDays one, int opensAt, int minutes) {
        DayOfWeek opens = one.daysOfWeek().iterator().next();
        int closesAt = opensAt + minutes;
        DayOfWeek closes = opens.plus(closesAt / CrontabEc2Call.MINUTES_OF_DAY);
        return String.format(
                Locale.ROOT,
                "{%s, opens: \"%s\", closes: \"%s %s\"%s}",
                one.days().map(WeekdayText::keys).orElse(""),
                CronFieldText.time(opensAt),
                WeekdayText.shortName(closes),
                CronFieldText.time(closesAt % CrontabEc2Call.MINUTES_OF_DAY),
                closes == opens ? ", overnight: true" : "");
    }

    static String length(int minutes) {
        String hours = minutes >= 60 ? minutes / 60 + "h" : "";
        return hours + (minutes % 60 == 0 && !hours.isEmpty() ? "" : minutes % 60 + "m");
    }
}
