package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowCode;
import dev.lamplighter.window.schedule.CronExpression;
import dev.lamplighter.window.schedule.CrontabSchedule;
import dev.lamplighter.window.schedule.ExceptSchedule;
import dev.lamplighter.window.schedule.OneOffSchedule;
import dev.lamplighter.window.schedule.Schedule;
import dev.lamplighter.window.schedule.WeeklySchedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code when:}, which has one of three forms: days, opens, closes; cron, for; or from, to. Any of them may have
 * {@code except}.
 */
final class WhenReader {
    private static final List<String> WEEKLY = List.of("days", "opens", "closes", "overnight");
    private static final List<String> CRONTAB = List.of("cron", "for");
    private static final List<String> ONE_OFF = List.of("from", "to");
    private static final List<String> KEYS =
            List.of("days", "opens", "closes", "overnight", "cron", "for", "from", "to", "except");
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

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
        List<List<String>> forms = List.of(WEEKLY, CRONTAB, ONE_OFF).stream()
                .filter(form -> form.stream().anyMatch(when::has))
                .toList();
        if (forms.size() != 1) {
            problems.add(
                    node,
                    forms.isEmpty() ? "when says nothing" : "when mixes two forms",
                    new InvalidValueException(
                            WindowCode.WHEN_MIXES_FORMS,
                            "a window has one of these: days, opens, closes; cron, for; from, to",
                            "keep the keys of one form"));
            return Optional.empty();
        }
        Optional<Schedule> rule = switch (forms.get(0).get(0)) {
            case "days" -> weekly(when, zone);
            case "cron" -> crontab(when, zone);
            default -> oneOff(when, zone);
        };
        Map<LocalDate, String> except = except(when, zone);
        return rule.map(opening -> except.isEmpty() ? opening : new ExceptSchedule(opening, except));
    }

    private Map<LocalDate, String> except(YamlMapping when, ZoneId zone) {
        Map<LocalDate, String> except = new HashMap<>();
        for (Calendars.NamedDays calendar : when.oneOrMore("except", calendars::named)) {
            calendar.days().in(zone).forEach(date -> except.put(date, calendar.name()));
            long elsewhere = calendar.days().notWholeIn(zone);
            if (elsewhere > 0) {
                remarks.add(
                        when.get("except"),
                        "except \"" + calendar.name() + "\"",
                        new InvalidValueException(
                                WindowCode.CALENDAR_EVENTS_IGNORED,
                                elsewhere + " of its times are written in UTC and are not whole days in " + zone
                                        + ", so that the window opens on them",
                                "make them all-day events in the calendar"));
            }
        }
        return except;
    }

    private Optional<Schedule> weekly(YamlMapping when, ZoneId zone) {
        Optional<Set<DayOfWeek>> days = days(when);
        Optional<LocalTime> opens = when.required("opens", ScalarParsers::time);
        Optional<LocalTime> closes = when.required("closes", ScalarParsers::time);
        Optional<Boolean> overnight = when.value("overnight", ScalarParsers::yesOrNo);
        if (opens.isPresent() && closes.isPresent() && (overnight.isPresent() || !when.has("overnight"))) {
            checkNight(when, opens.get(), closes.get(), overnight);
        }
        return days.flatMap(on -> opens.flatMap(from -> closes.map(to -> new WeeklySchedule(on, from, to, zone))));
    }

    private static Optional<Set<DayOfWeek>> days(YamlMapping when) {
        if (!when.has("days")) {
            when.missing("days");
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        when.oneOrMore("days", WeekDays::parse).forEach(days::addAll);
        return days.isEmpty() ? Optional.empty() : Optional.of(days);
    }

    /** Times that were swapped by mistake make half a day and more; such a night must be meant. */
    private void checkNight(YamlMapping when, LocalTime opens, LocalTime closes, Optional<Boolean> overnight) {
        boolean crosses = !closes.isAfter(opens);
        Duration length = Duration.between(opens, closes).plusDays(crosses ? 1 : 0);
        boolean meant = overnight.orElse(crosses && length.compareTo(HALF_A_DAY) < 0);
        if (crosses && !meant) {
            problems.add(
                    when.get("closes"),
                    "closes \"" + closes + "\", opens \"" + opens + "\"",
                    new InvalidValueException(
                            WindowCode.ENDS_BEFORE_START,
                            "it ends before it starts",
                            "write a later closes, or overnight: true to close on the next day"));
        } else if (!crosses && meant) {
            problems.add(
                    when.get("overnight"),
                    "overnight from " + opens + " to " + closes,
                    new InvalidValueException(
                            WindowCode.ENDS_BEFORE_START,
                            "it closes on the same day",
                            "remove overnight, or write an earlier closes"));
        }
    }

    private static Optional<Schedule> crontab(YamlMapping when, ZoneId zone) {
        Optional<CronExpression> crontab = when.required("cron", CrontabText::parse);
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
                            WindowCode.ENDS_BEFORE_START, "it ends before it starts", "write a later to"));
            return Optional.empty();
        }
        return from.flatMap(start -> to.map(end -> new OneOffSchedule(start, end, zone)));
    }
}
