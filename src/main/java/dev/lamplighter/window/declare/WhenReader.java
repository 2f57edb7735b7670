package dev.lamplighter.window.declare;

import dev.lamplighter.window.schedule.Crontab;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.Schedule;
import dev.lamplighter.window.schedule.WeeklySchedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code when:}, which has one of three forms: days, opens, closes; cron, for; or from, to. */
final class WhenReader {
    private static final List<String> WEEKLY = List.of("days", "opens", "closes");
    private static final List<String> CRONTAB = List.of("cron", "for");
    private static final List<String> ONE_OFF = List.of("from", "to");
    private static final List<String> KEYS = List.of("days", "opens", "closes", "cron", "for", "from", "to");

    private final Problems problems;

    WhenReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Schedule> read(Node node, ZoneId zone) {
        int before = problems.count();
        Fields when = Fields.of(node, "when", KEYS, problems);
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<List<String>> forms = List.of(WEEKLY, CRONTAB, ONE_OFF).stream()
                .filter(form -> form.stream().anyMatch(when::has))
                .toList();
        if (forms.size() != 1) {
            problems.add(
                    node,
                    forms.isEmpty() ? "when says nothing" : "when mixes two forms",
                    new RefusedValueException(
                            "WINDOW-008",
                            "a window has one of these: days, opens, closes; cron, for; from, to",
                            "keep the keys of one form"));
            return Optional.empty();
        }
        return switch (forms.get(0).get(0)) {
            case "days" -> weekly(when, zone);
            case "cron" -> crontab(when, zone);
            default -> oneOff(when, zone);
        };
    }

    private static Optional<Schedule> weekly(Fields when, ZoneId zone) {
        Optional<Set<DayOfWeek>> days = when.required("days", WeekDays::parse);
        Optional<LocalTime> opens = when.required("opens", Values::time);
        Optional<LocalTime> closes = when.required("closes", Values::time);
        return days.flatMap(on -> opens.flatMap(from -> closes.map(to -> new WeeklySchedule(on, from, to, zone))));
    }

    private static Optional<Schedule> crontab(Fields when, ZoneId zone) {
        Optional<Crontab> crontab = when.required("cron", CrontabText::parse);
        Optional<Duration> length = when.required("for", Values::positiveDuration);
        return crontab.flatMap(line -> length.map(time -> new CrontabSchedule(line, time, zone)));
    }

    private Optional<Schedule> oneOff(Fields when, ZoneId zone) {
        Optional<LocalDateTime> from = when.required("from", Values::dateTime);
        Optional<LocalDateTime> to = when.required("to", Values::dateTime);
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            problems.add(
                    when.node(),
                    "from " + from.get() + " to " + to.get(),
                    new RefusedValueException("WINDOW-009", "it ends before it starts", "write a later to"));
            return Optional.empty();
        }
        return from.flatMap(start -> to.map(end -> new OneOffSchedule(start, end, zone)));
    }
}
