package dev.lamplighter.window.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeArgumentsTest {
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    @ParameterizedTest
    @CsvSource({
        "30, PT30M",
        "30m, PT30M",
        "30 min, PT30M",
        "30min, PT30M",
        "30 minutes, PT30M",
        "1 minute, PT1M",
        "1h30, PT1H30M",
        "1h 30, PT1H30M",
        "1h30m, PT1H30M",
        "1 hour 30 min, PT1H30M",
        "2H, PT2H",
        "2 hours, PT2H",
        "90s, PT1M30S",
        "90 sec, PT1M30S",
        "1d, PT24H",
        "2 days, PT48H",
        "120, PT2H"
    })
    void aLengthIsWhatPeopleMeanByIt(String text, Duration length) {
        assertThat(TimeArguments.length("for", text)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-30", "half an hour", "1:30", "1h-30", "45000", "30x", "m", "1.5h"})
    void anythingElseIsNoLength(String text) {
        assertThatThrownBy(() -> TimeArguments.length("for", text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("WINDOW-141");
    }

    @Test
    void todayIsTheWindowsOwn() {
        Instant eveningInUtc = Instant.parse("2026-11-28T13:00:00Z");

        assertThat(TimeArguments.date("today", AUCKLAND, eveningInUtc)).isEqualTo(LocalDate.of(2026, 11, 29));
        assertThat(TimeArguments.date("Tomorrow ", AUCKLAND, eveningInUtc)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(TimeArguments.date("2026-12-24", AUCKLAND, eveningInUtc)).isEqualTo(LocalDate.of(2026, 12, 24));
    }

    @Test
    void withoutAMonthItIsTheOneThatAwsBillsNow() {
        Instant firstInAuckland = Instant.parse("2026-11-30T12:00:00Z");

        assertThat(TimeArguments.month("", firstInAuckland)).isEqualTo(YearMonth.of(2026, 11));
        assertThat(TimeArguments.month("2026-09", firstInAuckland)).isEqualTo(YearMonth.of(2026, 9));
    }
}
