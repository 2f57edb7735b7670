package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the values of the keys that may stand beside {@code days:}. */
final class RecurrenceParsers {
    private static final Pattern WEEKS = Pattern.compile("(\\d{1,2}) weeks?");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})( ?w(ks?|eeks?)?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAYS = Pattern.compile("(\\d{1,3}) ?d(ays?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY_AND_TIME = Pattern.compile("([A-Za-z]+),? +(\\S+)");
    private static final int MOST_WEEKS = 52;
    private static final List<String> SHORT_MONTHS =
            Arrays.stream(Month.values()).map(RecurrenceParsers::shortName).toList();

    private RecurrenceParsers() {}

    /** Parses {@code 2 weeks}; returns the number. */
    static int weeks(String text) throws InvalidValueException {
        Matcher weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            int number = Integer.parseInt(weeks.group(1));
            if (number >= 1 && number <= MOST_WEEKS) {
                return number;
            }
        }
        throw new InvalidValueException(
                WindowProblemCode.NO_WEEK_INTERVAL, "not a number of weeks from 1 to " + MOST_WEEKS, weeksFix(text));
    }

    private static String weeksFix(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher number = NUMBER.matcher(text);
        Matcher days = DAYS.matcher(text);
        if (number.matches() && isAllowed(Integer.parseInt(number.group(1)))) {
            return "write " + number.group(1) + " weeks";
        }
        if (days.matches()
                && Integer.parseInt(days.group(1)) % 7 == 0
                && isAllowed(Integer.parseInt(days.group(1)) / 7)) {
            return "write " + Integer.parseInt(days.group(1)) / 7 + " weeks";
        }
        if (lower.matches(".*(month|jan|quarter).*")) {
            return "write days: first SUN and months: with the names of months, as in [JAN, APR]";
        }
        return lower.matches(".*(third|three).*") ? "write 3 weeks" : "write 2 weeks for every other week";
    }

    private static boolean isAllowed(int weeks) {
        return weeks >= 1 && weeks <= MOST_WEEKS;
    }

    /** Parses months: {@code JUN-AUG}, {@code JAN,JUL}, {@code November}, {@code NOV-FEB}. */
    static Set<Month> months(String text) throws InvalidValueException {
        Set<Month> months = EnumSet.noneOf(Month.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw noMonth(part.strip());
            }
            Month first = month(ends[0]);
            Month last = month(ends[ends.length - 1]);
            for (Month month = first; ; month = month.plus(1)) {
                months.add(month);
                if (month == last) {
                    break;
                }
            }
        }
        return months;
    }

    private static Month month(String text) throws InvalidValueException {
        String name = text.strip().toUpperCase(Locale.ROOT);
        for (Month month : Month.values()) {
            if (name.equals(month.name()) || name.equals(shortName(month))) {
                return month;
            }
        }
        throw noMonth(text.strip());
    }

    private static String shortName(Month month) {
        return month.name().substring(0, 3);
    }

    private static InvalidValueException noMonth(String part) {
        String fix = part.matches("0?[1-9]|1[0-2]")
                ? "write " + shortName(Month.of(Integer.parseInt(part)))
                : Suggestion.nearest(part, SHORT_MONTHS)
                        .filter(near -> !part.matches("\\d*"))
                        .map(near -> "did you mean " + near + "?")
                        .orElse("write names, as in JUN-AUG or JAN,JUL");
        return new InvalidValueException(WindowProblemCode.NO_SUCH_MONTH, "\"" + part + "\" is not a month", fix);
    }

    /** Parses the time of day at which a window opens. */
    static LocalTime opens(String text) throws InvalidValueException {
        Matcher both = DAY_AND_TIME.matcher(text);
        Optional<DayOfWeek> day = both.matches() ? DayOfWeekParser.named(both.group(1)) : Optional.empty();
        if (day.isPresent()) {
            throw new InvalidValueException(
                    WindowProblemCode.NO_TIME_OF_DAY,
                    "not a time of day alone",
                    "write days: " + day.get().name().substring(0, 3) + " and opens: \"" + both.group(2) + "\"");
        }
        return ScalarParsers.time(text);
    }

    /** Parses the time at which a window closes: {@code "15:30"}, or {@code "MON 08:00"} for an end on a later day. */
    static Closing closes(String text) throws InvalidValueException {
        Matcher both = DAY_AND_TIME.matcher(text);
        if (!both.matches()) {
            return new Closing(ScalarParsers.time(text), Optional.empty());
        }
        String name = both.group(1);
        Optional<DayOfWeek> day = DayOfWeekParser.named(name);
        if (day.isEmpty()) {
            Set<DayOfWeek> refused = DayOfWeekParser.parse(name); // throws, with the nearest day as a suggestion
            throw new IllegalStateException("read as " + refused);
        }
        return new Closing(ScalarParsers.time(both.group(2)), day);
    }

    /**
     * The time at which a window closes.
     *
     * @param day the day of the week, if one is given
     */
    record Closing(LocalTime time, Optional<DayOfWeek> day) {}
}
