package dev.lamplighter.window.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * Names days as {@code BYDAY} of iCalendar does: every Sunday, the first Sunday of a month, the last one.
 *
 * @param ordinal {@link #EVERY}, 1 to 4, or {@link #LAST}
 */
public record MonthlyWeekday(int ordinal, DayOfWeek day) {
    public static final int EVERY = 0;
    public static final int LAST = -1;
    /** The highest ordinal; only some months have a fifth such day. */
    private static final int HIGHEST = 4;

    /** As windows.yaml writes them. */
    public static final List<String> WORDS = List.of("first", "second", "third", "fourth");

    public MonthlyWeekday {
        if (ordinal < LAST || ordinal > HIGHEST) {
            throw new IllegalArgumentException("not every month has such a day: number " + ordinal);
        }
    }

    public static MonthlyWeekday every(DayOfWeek day) {
        return new MonthlyWeekday(EVERY, day);
    }

    public boolean isEveryWeek() {
        return ordinal == EVERY;
    }

    boolean matches(LocalDate date) {
        return date.getDayOfWeek() == day
                && (isEveryWeek() || date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, day))));
    }

    /** As windows.yaml has it: {@code SUN}, {@code first SUN}, {@code last FRI}. */
    public String words() {
        String name = day.name().substring(0, 3);
        return switch (ordinal) {
            case EVERY -> name;
            case LAST -> "last " + name;
            default -> WORDS.get(ordinal - 1) + " " + name;
        };
    }

    /** As iCalendar has it, one word: {@code SU}, {@code 1SU}, {@code -1FR}. */
    @Override
    public String toString() {
        return (isEveryWeek() ? "" : ordinal) + day.name().substring(0, 2);
    }
}
