package dev.lamplighter.panel.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuietHoursTest {
    @ParameterizedTest
    @CsvSource({
        "22:00-07:00, 2026-06-01T19:59:59Z, false",
        "22:00-07:00, 2026-06-01T20:00:00Z, true",
        "22:00-07:00, 2026-06-01T22:30:00Z, true",
        "22:00-07:00, 2026-06-02T04:59:59Z, true",
        "22:00-07:00, 2026-06-02T05:00:00Z, false",
        "12:00-13:30, 2026-06-01T09:59:59Z, false",
        "12:00-13:30, 2026-06-01T10:00:00Z, true",
        "12:00-13:30, 2026-06-01T11:30:00Z, false",
        "00:00-06:00, 2026-06-01T22:00:00Z, true",
        "00:00-06:00, 2026-06-01T21:59:59Z, false"
    })
    void beginsAndEndsByTheClockOfItsZone(String hours, Instant now, boolean quiet) {
        assertThat(hours(hours, "Europe/Berlin").contains(now)).isEqualTo(quiet);
    }

    /** Noon to noon, counted minute by minute. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-06-01, 22:00-07:00, 540",
        "Europe/Berlin, 2026-03-28, 22:00-07:00, 480", // the clock is put forward at 2:00
        "Europe/Berlin, 2026-10-24, 22:00-07:00, 600", // and back at 3:00
        "Europe/Berlin, 2026-03-28, 02:15-02:45, 0", // a time that doesn't exist
        "Europe/Berlin, 2026-10-24, 02:15-02:45, 60", // a time that comes twice
        "Australia/Lord_Howe, 2026-04-04, 22:00-07:00, 570", // half an hour back
        "UTC, 2026-03-28, 22:00-07:00, 540"
    })
    void isAnHourShorterOrLongerWhenTheClockIsPutForwardOrBack(
            String zone, LocalDate evening, String hours, long minutes) {
        QuietHours quiet = hours(hours, zone);
        Instant noon = evening.atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
        Instant nextNoon =
                evening.plusDays(1).atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();
        assertThat(LongStream.range(0, Duration.between(noon, nextNoon).toMinutes())
                        .filter(minute -> quiet.contains(noon.plus(Duration.ofMinutes(minute))))
                        .count())
                .isEqualTo(minutes);
    }

    @Test
    void goesByTheZoneOfTheMachineWhenNoneIsNamed() {
        assertThat(QuietHours.of(settings(Map.of("panel.quiet-hours", "22:00-07:00")))
                        .orElseThrow()
                        .zone())
                .isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void isNotThereWithoutHours() {
        assertThat(QuietHours.of(settings(Map.of()))).isEmpty();
        assertThat(QuietHours.of(settings(Map.of("panel.quiet-hours", " ")))).isEmpty();
    }

    private static QuietHours hours(String hours, String zone) {
        return QuietHours.of(settings(Map.of("panel.quiet-hours", hours, "panel.quiet-zone", zone)))
                .orElseThrow();
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(values, Path.of("/"));
    }
}
