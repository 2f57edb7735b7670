package dev.lamplighter.window.schedule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Selects every n-th week. Weeks are counted from a date, each has seven days, and none is selected before that date.
 *
 * @param weeks 2 is every other week
 * @param from the first day of the first week
 */
public record WeekInterval(int weeks, LocalDate from) {
    private static final int DAYS = 7;

    public WeekInterval {
        if (weeks < 1) {
            throw new IllegalArgumentException("weeks must be positive, got " + weeks);
        }
    }

    boolean matches(LocalDate date) {
        return !date.isBefore(from) && ChronoUnit.DAYS.between(from, date) / DAYS % weeks == 0;
    }
}
