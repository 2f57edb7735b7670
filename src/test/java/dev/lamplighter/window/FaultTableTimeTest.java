package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clocks that change, calendars and declarations that are edited around an occurrence. */
final class FaultTableTimeTest {
    private static final String NIGHT = """
              - name: night
                zone: America/New_York
                when: {days: SUN, opens: "%s", closes: "%s"}
                lead: 0s
                instance: i-0123456789abcdef0
            """;

    /** 8 March 2026, 02:00 EST becomes 03:00 EDT at 07:00Z; 1 November, 02:00 EDT becomes 01:00 EST at 06:00Z. */
    @ParameterizedTest
    @CsvSource({
        "02:30, 05:00, 2026-03-08T04:00:00Z, 2026-03-08T07:00:00Z, 2026-03-08T09:00:00Z",
        "00:30, 02:30, 2026-03-08T04:00:00Z, 2026-03-08T05:30:00Z, 2026-03-08T07:00:00Z",
        "02:10, 02:40, 2026-03-08T04:00:00Z, 2026-03-08T07:00:00Z, 2026-03-08T07:30:00Z",
        "01:30, 04:00, 2026-11-01T03:00:00Z, 2026-11-01T05:30:00Z, 2026-11-01T09:00:00Z",
        "00:00, 01:30, 2026-11-01T03:00:00Z, 2026-11-01T04:00:00Z, 2026-11-01T06:30:00Z",
        "01:10, 01:40, 2026-11-01T03:00:00Z, 2026-11-01T05:10:00Z, 2026-11-01T06:40:00Z",
    })
    void row25AClockChangeAtTheStartTheEndOrBothLosesNeither(
            String opens, String closes, String from, String start, String end) {
        try (Stage stage = new Stage(NIGHT.formatted(opens, closes))) {
            stage.clock.set(from);
            stage.runTo(Instant.parse(start).minusSeconds(1).toString());
            assertThat(stage.mutations()).isEmpty();
            stage.runTo(start);
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN);
            stage.runTo(Instant.parse(end).minusSeconds(1).toString());
            assertThat(stage.calls("STOP")).isZero();
            stage.runTo(end);
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
        }
    }

    /** Chicago moves its clocks for good while the window is open: as a zone with other rules would. */
    @Test
    void row26OtherRulesForTheZoneMoveTheNextOccurrenceAndNotTheOneUnderWay() {
        try (Stage stage = new Stage(Stage.SUNDAY)) {
            stage.runTo("2026-11-22T20:00:00Z");
            stage.declare(Stage.SUNDAY.replace("America/Chicago", "America/Denver"));

            stage.restart();
            stage.runTo("2026-11-23T00:59:30Z");
            assertThat(stage.calls("STOP")).isZero();
            stage.runTo("2026-11-23T02:30:00Z");

            assertThat(stage.calls("START")).isEqualTo(1);
            assertThat(stage.calls("STOP")).isEqualTo(1);
            assertThat(stage.origin()).isEqualTo("stopped");
            assertThat(stage.status("sunday-service").getStart()).isEqualTo("2026-11-29T08:30-07:00[America/Denver]");
        }
    }

    @Test
    void row30AHolidayOnTheDateOfTheEndDoesNotKeepItOpen() {
        try (Stage stage = new Stage("""
              - name: overnight
                zone: America/Chicago
                when: {days: SUN, opens: "22:00", closes: "02:00", except: us}
                lead: 0s
                instance: i-0123456789abcdef0
            calendars: {us: {dates: [2026-11-23]}}
            """.replace("            calendars", "calendars"))) {
            stage.runTo("2026-11-23T04:00:00Z");
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN);
            stage.runTo("2026-11-23T08:00:00Z");

            assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
        }
    }
}
