package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.schedule.MonthlyWeekday;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code days:}, which are days of the week, or days of a month as in {@code first SUN, last FRI}. */
final class WeekdayParser {
    private static final String LAST = "last";
    private static final Pattern WORDS = Pattern.compile("([a-z]+)[ _]+([a-z]+)", Pattern.CASE_INSENSITIVE);
    /**
     * Other ways to write a day of the month: {@code 1st Sunday}, {@code 3. sun}, {@code 1SU}, {@code -1FR},
     * {@code final friday}, {@code fifth monday of the month}.
     */
    private static final Pattern NUMBERED = Pattern.compile(
            "(?:(-?\\d)(?:st|nd|rd|th|\\.)?[ _-]*|([a-z]{4,})[ _-]+)([a-z]{2,9}?)s?(?: (?:of|in|each|every|a).*)?",
            Pattern.CASE_INSENSITIVE);
    /** Quartz's {@code SUN#1} and {@code FRIL}. */
    private static final Pattern QUARTZ = Pattern.compile("([a-z]{3})(?:#(\\d)|L)", Pattern.CASE_INSENSITIVE);

    private static final Pattern WEEKS = Pattern.compile(
            ".*(bi-?weekly|fortnight|(every|each)? ?(other|second|2nd|third|2|3|two|three|4|four)["
                    + " -]*(weeks?|sun|mon|tue|wed|thu|fri|sat)|alternat).*",
            Pattern.CASE_INSENSITIVE);

    private WeekdayParser() {}

    static Set<MonthlyWeekday> parse(String text) throws InvalidValueException {
        Set<MonthlyWeekday> found = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            found.addAll(part(part.strip()));
        }
        return found;
    }

    private static List<MonthlyWeekday> part(String part) throws InvalidValueException {
        Matcher words = WORDS.matcher(part);
        if (words.matches()) {
            Optional<Integer> ordinal = ordinal(words.group(1));
            Optional<DayOfWeek> day = day(words.group(2));
            if (ordinal.isPresent() && day.isPresent()) {
                return List.of(new MonthlyWeekday(ordinal.get(), day.get()));
            }
        }
        refuseIfNearlyRight(part);
        List<MonthlyWeekday> found = new ArrayList<>();
        DayOfWeekParser.parse(part).forEach(day -> found.add(MonthlyWeekday.every(day)));
        return found;
    }

    private static void refuseIfNearlyRight(String part) throws InvalidValueException {
        String lower = part.toLowerCase(Locale.ROOT);
        if (lower.matches("every ?day|daily|all|always")) {
            throw refused(part, "write MON-SUN");
        }
        if (lower.matches("weekdays?|work ?days?|week ?ends?")) {
            throw refused(part, lower.contains("end") ? "write SAT-SUN" : "write MON-FRI");
        }
        Matcher quartz = QUARTZ.matcher(part);
        Matcher numbered = NUMBERED.matcher(part);
        Optional<MonthlyWeekday> meant = Optional.empty();
        if (quartz.matches()) {
            meant = meant(quartz.group(2) == null ? LAST : quartz.group(2), quartz.group(1));
        } else if (numbered.matches()) {
            meant = meant(numbered.group(1) == null ? numbered.group(2) : numbered.group(1), numbered.group(3));
        }
        if (meant.isPresent()) {
            throw refused(part, "did you mean " + meant.get().words() + "?");
        }
        if (WEEKS.matcher(part).matches()) {
            throw refused(
                    part,
                    "write the day of the week, and beside it every: 2 weeks and from: with the date of a first time,"
                            + " as in {days: SUN, every: 2 weeks, from: 2026-01-04, ...}");
        }
    }

    private static Optional<MonthlyWeekday> meant(String number, String name) throws InvalidValueException {
        Optional<DayOfWeek> day = day(name).or(() -> dayOfTwoLetters(name));
        if (day.isEmpty()) {
            return Optional.empty();
        }
        if (number.matches("(?i)5|fifth")) {
            String english = day.get().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            throw new InvalidValueException(
                    WindowProblemCode.NO_SUCH_DAY_OF_WEEK,
                    "most months have no fifth " + english + ", and the window would not open in them",
                    "write last " + day.get().name().substring(0, 3) + " for the last " + english + " of each month");
        }
        List<String> all = new ArrayList<>(MonthlyWeekday.WORDS);
        all.add(LAST);
        return (number.matches("[1-4]") ? Optional.of(Integer.valueOf(number)) : Optional.<Integer>empty())
                .or(() -> number.matches("(?i)-1|final|latest") ? Optional.of(MonthlyWeekday.LAST) : Optional.empty())
                .or(() -> number.matches("-?\\d")
                        ? Optional.empty()
                        : Suggestion.nearest(number, all).flatMap(WeekdayParser::ordinal))
                .map(ordinal -> new MonthlyWeekday(ordinal, day.get()));
    }

    private static Optional<Integer> ordinal(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals(LAST)) {
            return Optional.of(MonthlyWeekday.LAST);
        }
        int index = MonthlyWeekday.WORDS.indexOf(lower);
        return index < 0 ? Optional.empty() : Optional.of(index + 1);
    }

    private static Optional<DayOfWeek> day(String name) {
        return DayOfWeekParser.named(name);
    }

    private static Optional<DayOfWeek> dayOfTwoLetters(String name) {
        return name.length() == 2
                ? List.of(DayOfWeek.values()).stream()
                        .filter(day -> day.name().startsWith(name.toUpperCase(Locale.ROOT)))
                        .findFirst()
                : Optional.empty();
    }

    private static InvalidValueException refused(String part, String fix) {
        return new InvalidValueException(
                WindowProblemCode.NO_SUCH_DAY_OF_WEEK, "\"" + part + "\" is not written as days are here", fix);
    }
}
