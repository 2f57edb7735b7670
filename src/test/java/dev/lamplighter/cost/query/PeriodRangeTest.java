package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.SimulatedClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PeriodRangeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-10-05T00:00:00Z,          6, 2026-05, 2026-10",
        "2026-10-31T23:59:59.999Z,      1, 2026-10, 2026-10",
        "2026-11-01T00:00:00Z,          1, 2026-11, 2026-11",
        "2026-02-28T20:00:00Z,          3, 2025-12, 2026-02",
    })
    void endsWithTheCurrentMonthInUtc(String now, int months, String first, String last) {
        PeriodRange window = PeriodRange.endingNow(new SimulatedClock(now), months);

        assertThat(window.first()).hasToString(first);
        assertThat(window.last()).hasToString(last);
    }
}
