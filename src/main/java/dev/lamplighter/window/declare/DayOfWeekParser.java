package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses days of the week as people write them: {@code MON-FRI}, {@code MON,THU}, {@code Sunday}, {@code FRI-MON}. */
final class DayOfWeekParser {
    private static final List<String> SHORT_NAMES = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3))
            .toList();

    private DayOfWeekParser() {}

    static Set<DayOfWeek> parse(String text) throws InvalidValueException {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw refused(part.strip());
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            for (DayOfWeek day = day(ends[0]); ; day = day.plus(1)) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String text) throws InvalidValueException {
        return named(text.strip()).orElseThrow(() -> refused(text.strip()));
    }

    /** The day with a name such as {@code SUN} or {@code Sunday}; empty if there is none. */
    static Optional<DayOfWeek> named(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.equals(day.name()) || name.equals(day.name().substring(0, 3)))
                .findFirst();
    }

    private static InvalidValueException refused(String part) {
        String fix = Suggestion.nearest(part, SHORT_NAMES)
                .filter(near -> !part.matches("\\d*"))
                .map(near -> "did you mean " + near + "?")
                .orElse("write names, as in MON-FRI or MON,THU");
        return new InvalidValueException(
                WindowProblemCode.NO_SUCH_DAY_OF_WEEK, "\"" + part + "\" is not a day of the week", fix);
    }
}
