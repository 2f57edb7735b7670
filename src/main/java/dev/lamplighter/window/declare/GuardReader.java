package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.ExceptSchedule;
import dev.lamplighter.window.schedule.GuardSchedule;
import dev.lamplighter.window.schedule.OpeningDays;
import dev.lamplighter.window.schedule.OpeningHours;
import dev.lamplighter.window.schedule.RecurringSchedule;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code guard:}, which says when running instances are stopped: days and a time of day, or cron. */
final class GuardReader {
    static final String KEY = "guard";
    private static final List<String> KEYS =
            List.of("days", "months", "every", "from", "at", "cron", "within", "except");
    private static final Duration WITHIN = Duration.ofHours(1);
    /** Then the next moment of a daily guard comes. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final WhenReader whenReader;
    private final Problems problems;

    GuardReader(WhenReader whenReader, Problems problems) {
        this.whenReader = whenReader;
        this.problems = problems;
    }

    Optional<Guard> read(Node node, ZoneId zone) {
        int before = problems.count();
        YamlMapping guard = YamlMapping.of(node, KEY, KEYS, problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        Duration within = guard.value("within", GuardReader::within).orElse(WITHIN);
        boolean isCron = guard.has("cron");
        if (isCron && Stream.of("days", "months", "every", "from", "at").anyMatch(guard::has)) {
            problems.add(
                    node,
                    "guard mixes two forms",
                    new InvalidValueException(
                            WindowProblemCode.WHEN_MIXES_FORMS,
                            "a guard has either days with at, or cron",
                            "keep the keys of one form"));
            return Optional.empty();
        }
        if (guard.has("from") && !guard.has("every")) {
            guard.missing("every");
        }
        Optional<Schedule> times = isCron ? cron(guard, within, zone) : days(guard, within, zone);
        Map<LocalDate, String> except = whenReader.except(guard, zone);
        return problems.count() > before
                ? Optional.empty()
                : times.map(GuardSchedule::new)
                        .map(moments -> except.isEmpty() ? moments : new ExceptSchedule(moments, except))
                        .map(schedule -> new Guard(schedule, within));
    }

    private static Optional<Schedule> cron(YamlMapping guard, Duration within, ZoneId zone) {
        Optional<CronExpression> line = guard.value("cron", CronExpressionParser::parse);
        return line.map(cron -> new CrontabSchedule(cron, within, zone));
    }

    private Optional<Schedule> days(YamlMapping guard, Duration within, ZoneId zone) {
        Optional<OpeningDays> days = new RecurringScheduleReader(guard, problems).days();
        Optional<LocalTime> at = guard.required("at", ScalarParsers::time);
        return days.flatMap(
                on -> at.map(time -> new RecurringSchedule(on, new OpeningHours.Lasting(time, within), zone)));
    }

    private static Duration within(String text) throws InvalidValueException {
        Duration within = ScalarParsers.positiveDuration(text);
        if (within.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_DURATION, "a guard may be late by a day at most", "write it as in 1h");
        }
        return within;
    }

    /**
     * The content of the block.
     *
     * @param within how long after its time it may still stop instances
     */
    record Guard(Schedule schedule, Duration within) {}
}
