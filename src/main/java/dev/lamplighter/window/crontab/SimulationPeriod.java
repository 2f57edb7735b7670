package dev.lamplighter.window.crontab;

import java.time.LocalDate;
import java.time.Month;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Defines the days over which a crontab is simulated: 28 years, in which every date falls on every day of the week, and some
 * years before and after, so that it is known what is on at the beginning and at the end.
 */
final class SimulationPeriod {
    private static final int YEARS = 28;
    private static final int YEARS_BEFORE = 8;
    private static final int YEARS_AFTER = 1;

    private final LocalDate first;
    private final int count;
    private final int before;
    private final LocalDate[] all;

    SimulationPeriod(LocalDate today) {
        first = LocalDate.of(today.getYear(), Month.JANUARY, 1);
        count = index(first.plusYears(YEARS));
        before = -index(first.minusYears(YEARS_BEFORE));
        all = new LocalDate[before + index(first.plusYears(YEARS + YEARS_AFTER)) + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = first.plusDays(i - (long) before);
        }
    }

    LocalDate first() {
        return first;
    }

    int count() {
        return count;
    }

    /** The index of the first simulated day, which is 0 or negative. */
    int firstLookedAt() {
        return -before;
    }

    int lastLookedAt() {
        return all.length - before - 1;
    }

    LocalDate day(int index) {
        return all[before + index];
    }

    int index(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - first.toEpochDay());
    }

    /** The indexes of the days in the 28 years that match. */
    BitSet where(Predicate<LocalDate> matches) {
        BitSet found = new BitSet(count);
        for (int index = 0; index < count; index++) {
            found.set(index, matches.test(day(index)));
        }
        return found;
    }
}
