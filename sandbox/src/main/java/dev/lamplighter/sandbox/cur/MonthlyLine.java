package dev.lamplighter.sandbox.cur;

import java.util.function.Consumer;

/**
 * Describes a line that is there once in a month.
 *
 * @param name tells it from the others of its month
 * @param arrives day of the month from which deliveries have it
 * @param day that it is about, 1 the first of the month, 0 the day before it; or {@link #WHOLE_MONTH}
 * @param drafting what its cells hold
 */
record MonthlyLine(String name, int arrives, int day, Consumer<LineDraft> drafting) {
    static final int WHOLE_MONTH = 32;
    /** No month has a later day: when the month is over. */
    private static final int AT_MONTH_END = 31;

    static MonthlyLine fromTheFirst(String name, Consumer<LineDraft> drafting) {
        return new MonthlyLine(name, 1, WHOLE_MONTH, drafting);
    }

    static MonthlyLine atMonthEnd(String name, Consumer<LineDraft> drafting) {
        return new MonthlyLine(name, AT_MONTH_END, WHOLE_MONTH, drafting);
    }

    static MonthlyLine ofDay(String name, int day, Consumer<LineDraft> drafting) {
        return new MonthlyLine(name, day, day, drafting);
    }

    /** The day among whose lines a report has it. */
    int writtenOn() {
        return day == WHOLE_MONTH ? 1 : Math.max(1, day);
    }

    boolean isOfMonthBefore() {
        return day < 1;
    }
}
