package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.MonthlyWeekday;
import dev.lamplighter.window.schedule.OpeningDays;
import dev.lamplighter.window.schedule.OpeningHours;
import dev.lamplighter.window.schedule.RecurringSchedule;
import dev.lamplighter.window.schedule.Schedule;
import dev.lamplighter.window.schedule.WeekInterval;
import dev.lamplighter.window.schedule.WeeklySchedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the form of {@code when:} that names days, of the week or of months, in every week or in some, and their hours. */
final class RecurringScheduleReader {
    static final List<String> KEYS = List.of("days", "months", "every", "opens", "closes", "overnight", "allDay");
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final YamlMapping when;
    private final Problems problems;

    RecurringScheduleReader(YamlMapping when, Problems problems) {
        this.when = when;
        this.problems = problems;
    }

    /** Reads the schedule; empty if anything in it was refused. */
    Optional<Schedule> read(ZoneId zone) {
        int before = problems.count();
        Optional<OpeningDays> days = days();
        Optional<OpeningHours> hours =
                when.value("allDay", ScalarParsers::yesOrNo).orElse(false)
                        ? wholeDay()
                        : hours(days.map(OpeningDays::daysOfWeek).orElse(Set.of()));
        return problems.count() > before
                ? Optional.empty()
                : days.flatMap(on -> hours.map(open -> schedule(on, open, zone)));
    }

    /**
     * Plain days of the week still make a {@link dev.lamplighter.window.schedule.WeeklySchedule},
     * because the journal recognises schedules by their text.
     */
    private static Schedule schedule(OpeningDays days, OpeningHours hours, ZoneId zone) {
        boolean isPlain = days.weekdays().stream().allMatch(MonthlyWeekday::isEveryWeek)
                && days.everyMonth()
                && days.interval().isEmpty();
        return isPlain
                        && hours instanceof OpeningHours.Until until
                        && until.closingDay().isEmpty()
                ? new WeeklySchedule(days.daysOfWeek(), until.opens(), until.closes(), zone)
                : new RecurringSchedule(days, hours, zone);
    }

    Optional<OpeningDays> days() {
        requireItems("days", !when.has("days"));
        requireItems("months", false);
        Set<MonthlyWeekday> weekdays = new LinkedHashSet<>();
        when.oneOrMore("days", WeekdayParser::parse).forEach(weekdays::addAll);
        Set<Month> months = EnumSet.noneOf(Month.class);
        when.oneOrMore("months", RecurrenceParsers::months).forEach(months::addAll);
        Optional<WeekInterval> interval = interval();
        if (interval.isPresent() && weekdays.stream().anyMatch(day -> !day.isEveryWeek())) {
            refuse(
                    "every",
                    "every beside a day of the month",
                    WindowProblemCode.WHEN_MIXES_FORMS,
                    "weeks are counted from a date, the first or last day of a month from the month",
                    "keep one of the two: days: SUN with every, or days: first SUN without it");
            return Optional.empty();
        }
        return weekdays.isEmpty()
                ? Optional.empty()
                : Optional.of(new OpeningDays(
                        weekdays, when.has("months") && !months.isEmpty() ? months : OpeningDays.ALL_MONTHS, interval));
    }

    /** Reports an empty list like a missing key. */
    private void requireItems(String key, boolean isMissing) {
        if (isMissing
                || (when.get(key) instanceof SequenceNode list
                        && list.getValue().isEmpty())) {
            when.missing(key);
        }
    }

    private Optional<WeekInterval> interval() {
        Optional<Integer> weeks = when.value("every", RecurrenceParsers::weeks);
        if (when.has("every") && !when.has("from")) {
            problems.add(
                    when.get("every"),
                    "every without from",
                    new InvalidValueException(
                            WindowProblemCode.KEY_MISSING,
                            "it isn't clear in which of the weeks it opens",
                            "add from: with the date of a first time, as in from: 2026-01-04"));
            return Optional.empty();
        }
        Optional<LocalDate> from =
                when.has("every") ? when.value("from", RecurringScheduleReader::firstDay) : Optional.empty();
        return weeks.flatMap(number -> from.map(first -> new WeekInterval(number, first)));
    }

    private static LocalDate firstDay(String text) throws InvalidValueException {
        if (text.contains("T")) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_DATE,
                    "beside every it is a date alone",
                    "write it as in 2026-01-04; opens and closes say the times");
        }
        return ScalarParsers.date(text);
    }

    private Optional<OpeningHours> wholeDay() {
        for (String key : List.of("opens", "closes", "overnight")) {
            if (when.has(key)) {
                refuse(
                        key,
                        key + " beside allDay: true",
                        WindowProblemCode.WHEN_MIXES_FORMS,
                        "a whole day is from midnight to midnight",
                        "keep one of the two");
                return Optional.empty();
            }
        }
        return Optional.of(new OpeningHours.WholeDay());
    }

    private Optional<OpeningHours> hours(Set<DayOfWeek> days) {
        Optional<LocalTime> opens = when.required("opens", RecurrenceParsers::opens);
        Optional<RecurrenceParsers.Closing> closes = when.required("closes", RecurrenceParsers::closes);
        Optional<Boolean> overnight = when.value("overnight", ScalarParsers::yesOrNo);
        if (opens.isPresent() && closes.isPresent() && (overnight.isPresent() || !when.has("overnight"))) {
            LocalTime end = closes.get().time();
            closes.get()
                    .day()
                    .ifPresentOrElse(
                            day -> checkDay(days, opens.get(), end, day, overnight),
                            () -> checkNight(opens.get(), end, overnight));
        }
        return opens.flatMap(start -> closes.map(end -> new OpeningHours.Until(start, end.time(), end.day())));
    }

    /**
     * Refuses several days that all last until the same day: the occurrences would overlap, and usually a range such as
     * Friday to Monday was intended.
     */
    private void checkDay(
            Set<DayOfWeek> days, LocalTime opens, LocalTime closes, DayOfWeek closingDay, Optional<Boolean> overnight) {
        String name = closingDay.name().substring(0, 3);
        if (days.size() > 1) {
            refuse(
                    "closes",
                    "closes on " + name + " beside several days",
                    WindowProblemCode.CLOSING_DAY_UNCLEAR,
                    "it would open on each of them and stay open until the next " + name,
                    "name the one day on which it opens, or a window for each");
            return;
        }
        boolean isSameDay = days.contains(closingDay);
        boolean isWeekLater = isSameDay && !closes.isAfter(opens);
        if (isWeekLater && !overnight.orElse(false)) {
            refuse(
                    "closes",
                    "closes \"" + name + " " + closes + "\", opens \"" + opens + "\"",
                    WindowProblemCode.ENDS_BEFORE_START,
                    "on the day on which it opens that is before it starts",
                    "write a later closes, or overnight: true to close a week later");
        } else if (!isSameDay && !overnight.orElse(true)) {
            refuse(
                    "overnight",
                    "overnight: false from one day to " + name,
                    WindowProblemCode.ENDS_BEFORE_START,
                    "it closes on another day",
                    "remove overnight, or the day in closes");
        } else if (isSameDay && !isWeekLater && overnight.orElse(false)) {
            refuseSameDay(opens, closes);
        }
    }

    /**
     * Refuses a night of half a day or more unless {@code overnight} confirms it: usually the two times were swapped by
     * mistake.
     */
    private void checkNight(LocalTime opens, LocalTime closes, Optional<Boolean> overnight) {
        boolean crosses = !closes.isAfter(opens);
        Duration length = Duration.between(opens, closes).plusDays(crosses ? 1 : 0);
        boolean meant = overnight.orElse(crosses && length.compareTo(HALF_A_DAY) < 0);
        if (crosses && !meant) {
            refuse(
                    "closes",
                    "closes \"" + closes + "\", opens \"" + opens + "\"",
                    WindowProblemCode.ENDS_BEFORE_START,
                    "it ends before it starts",
                    "write a later closes, overnight: true to close on the next day, or the day itself, as in \"MON "
                            + closes + "\"");
        } else if (!crosses && meant) {
            refuseSameDay(opens, closes);
        }
    }

    private void refuseSameDay(LocalTime opens, LocalTime closes) {
        refuse(
                "overnight",
                "overnight from " + opens + " to " + closes,
                WindowProblemCode.ENDS_BEFORE_START,
                "it closes on the same day",
                "remove overnight, or write an earlier closes");
    }

    private void refuse(String key, String what, WindowProblemCode code, String why, String fix) {
        problems.add(when.get(key), what, new InvalidValueException(code, why, fix));
    }
}
