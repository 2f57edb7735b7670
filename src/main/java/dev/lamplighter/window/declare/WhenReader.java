package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.ExceptSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code when:}, which has one of three forms: days with their hours, which {@link RecurringScheduleReader} reads;
 * {@code cron} with {@code for}; or {@code from} with {@code to}. Each may have {@code except}.
 */
final class WhenReader {
    private static final List<String> CRONTAB = List.of("cron", "for");
    private static final List<String> ONE_OFF = List.of("from", "to");
    private static final List<String> KEYS = Stream.of(
                    RecurringScheduleReader.KEYS, CRONTAB, ONE_OFF, List.of("except"))
            .flatMap(List::stream)
            .toList();

    private final Calendars calendars;
    private final Problems problems;
    private final Problems remarks;

    WhenReader(Calendars calendars, Problems problems, Problems remarks) {
        this.calendars = calendars;
        this.problems = problems;
        this.remarks = remarks;
    }

    Optional<Schedule> read(Node node, ZoneId zone) {
        int before = problems.count();
        YamlMapping when = YamlMapping.of(node, "when", KEYS, problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        // "from" alone is also the first day of every: 2 weeks
        List<String> oneOff = when.has("every") ? List.of("to") : ONE_OFF;
        List<List<String>> forms = Stream.of(RecurringScheduleReader.KEYS, CRONTAB, oneOff)
                .filter(form -> form.stream().anyMatch(when::has))
                .toList();
        if (forms.size() != 1) {
            problems.add(
                    node,
                    forms.isEmpty() ? "when says nothing" : "when mixes two forms",
                    new InvalidValueException(
                            WindowProblemCode.WHEN_MIXES_FORMS,
                            "a window has either days with opens and closes, or cron with for, or from with to",
                            (forms.isEmpty() ? "write" : "keep")
                                    + " the keys of one form; every: 2 weeks is for days, opens, closes and from"));
            return Optional.empty();
        }
        Optional<Schedule> rule = switch (forms.get(0).get(0)) {
            case "days" -> new RecurringScheduleReader(when, problems).read(zone);
            case "cron" -> crontab(when, zone);
            default -> oneOff(when, zone);
        };
        Map<LocalDate, String> except = except(when, zone);
        return rule.map(opening -> except.isEmpty() ? opening : new ExceptSchedule(opening, except));
    }

    Map<LocalDate, String> except(YamlMapping when, ZoneId zone) {
        Map<LocalDate, String> except = new HashMap<>();
        for (Calendars.NamedDays calendar : when.oneOrMore("except", calendars::named)) {
            calendar.days().in(zone).forEach(date -> except.put(date, calendar.name()));
            long elsewhere = calendar.days().notWholeIn(zone);
            if (elsewhere > 0) {
                remarks.add(
                        when.get("except"),
                        "except \"" + calendar.name() + "\"",
                        new InvalidValueException(
                                WindowProblemCode.CALENDAR_EVENTS_IGNORED,
                                elsewhere + " of its times are written in UTC and are not whole days in " + zone
                                        + ", so that the window opens on them",
                                "make them all-day events in the calendar"));
            }
        }
        return except;
    }

    private static Optional<Schedule> crontab(YamlMapping when, ZoneId zone) {
        Optional<CronExpression> crontab = when.required("cron", CronExpressionParser::parse);
        Optional<Duration> length = when.required("for", ScalarParsers::positiveDuration);
        return crontab.flatMap(line -> length.map(time -> new CrontabSchedule(line, time, zone)));
    }

    private Optional<Schedule> oneOff(YamlMapping when, ZoneId zone) {
        Optional<LocalDateTime> from = when.required("from", ScalarParsers::dateTime);
        Optional<LocalDateTime> to = when.required("to", ScalarParsers::dateTime);
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            problems.add(
                    when.node(),
                    "from " + from.get() + " to " + to.get(),
                    new InvalidValueException(
                            WindowProblemCode.ENDS_BEFORE_START, "it ends before it starts", "write a later to"));
            return Optional.empty();
        }
        return from.flatMap(start -> to.map(end -> new OneOffSchedule(start, end, zone)));
    }
}
