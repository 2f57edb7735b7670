package dev.lamplighter.cost.query;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Holds the billing periods from {@code first} to {@code last}, both included. AWS's months begin and end in UTC. */
public record PeriodRange(YearMonth first, YearMonth last) {
    public PeriodRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("window must not end before it begins, got " + first + " to " + last);
        }
    }

    /** The last {@code months} months, the current one included. */
    public static PeriodRange endingNow(InstantSource clock, int months) {
        YearMonth current = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return new PeriodRange(current.minusMonths(months - 1L), current);
    }
}
