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

    /** Now it is Sunday, 22 November 2026, 10:15 in Chicago; Auckland's clocks went forward on 27 September 2026. */
    @ParameterizedTest
    @CsvSource({
        "20:00, 2026-11-23T02:00:00Z",
        "9:30, 2026-11-23T15:30:00Z",
        "10:15, 2026-11-23T16:15:00Z",
        "today 10:16, 2026-11-22T16:16:00Z",
        "Tomorrow  9:30, 2026-11-23T15:30:00Z",
        "sunday 10:16, 2026-11-22T16:16:00Z",
        "Sunday 10:00, 2026-11-29T16:00:00Z",
        "sat 00:30, 2026-11-28T06:30:00Z",
        "2026-12-20 18:00, 2026-12-21T00:00:00Z",
        "2026-12-20T18:00, 2026-12-21T00:00:00Z",
        "2026-12-20T18:00+01:00, 2026-12-20T17:00:00Z",
        "2026-12-20T18:00:00Z, 2026-12-20T18:00:00Z"
    })
    void aTimeToComeIsWhatPeopleMeanByIt(String text, Instant time) {
        assertThat(TimeArguments.ahead("at", text, ZoneId.of("America/Chicago"), Instant.parse("2026-11-22T16:15:00Z")))
                .isEqualTo(time);
    }

    @Test
    void aTimeOfDayThatTheClocksLeaveOutIsTheNextThatTheyShow() {
        Instant saturdayInAuckland = Instant.parse("2026-09-26T00:00:00Z");

        // At two the clocks go to three: half past two is half past three there, thirteen hours ahead of UTC.
        assertThat(TimeArguments.ahead("at", "tomorrow 2:30", AUCKLAND, saturdayInAuckland))
                .isEqualTo("2026-09-26T14:30:00Z");
    }
}
