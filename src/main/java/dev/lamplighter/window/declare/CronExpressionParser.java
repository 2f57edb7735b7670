package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Parses a crontab line in windows.yaml. Quartz's dialect, in which 1 is Sunday, is refused rather than misread. */
final class CronExpressionParser {
    private static final Pattern QUARTZ_ONLY = Pattern.compile(".*[?#LW].*");
    /** Any day: from each of them every date of the calendar occurs within the horizon of the search. */
    private static final Instant ANY_DAY = Instant.parse("2000-01-01T00:00:00Z");

    private CronExpressionParser() {}

    static CronExpression parse(String text) throws InvalidValueException {
        int fields = text.strip().split("\\s+", -1).length;
        if (fields == 6
                || fields == 7
                || QUARTZ_ONLY.matcher(namesRemoved(text)).matches()) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_CRONTAB_LINE,
                    "this is how Quartz, another scheduler, writes times, with 1 for Sunday; a window takes the five fields of a crontab line, with 0 for Sunday",
                    "write minute hour day-of-month month day-of-week, as in \"30 8 * * 0\"");
        }
        try {
            CronExpression cronExpression = CronExpression.parse(text);
            if (new CrontabSchedule(cronExpression, Duration.ofMinutes(1), ZoneOffset.UTC)
                    .next(ANY_DAY)
                    .isEmpty()) {
                throw new InvalidValueException(
                        WindowProblemCode.CRONTAB_NEVER_DUE,
                        "no calendar has such a day",
                        "change the day of month or the month");
            }
            return cronExpression;
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_CRONTAB_LINE,
                    String.valueOf(e.getMessage()),
                    "write a crontab line, as in \"30 8 * * 0\"");
        }
    }

    /** The text without names of months and days: the letters of Jul and Wed are not Quartz's L and W. */
    private static String namesRemoved(String text) {
        return text.replaceAll("[A-Za-z]{3}", "");
    }
}
