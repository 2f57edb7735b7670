package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days and zones that change under a window, one test a fault. */
final class CalendarFaultsTest {
    @Test
    void row26ANewTimeZoneDatabaseMovesWhatIsToComeAndLeavesWhatRunsItsEnd() {
        try (Stage stage = new Stage(SUNDAY)) {
            List<Instant> stops = new ArrayList<>();
            List<Instant> starts = new ArrayList<>();
            stage.ec2.before("StopInstances", id -> stops.add(stage.clock.instant()));
            stage.ec2.before("StartInstances", id -> starts.add(stage.clock.instant()));
            stage.runTo("2026-11-22T20:00:00Z");

            // As if the zone had moved an hour to the east.
            stage.declare(SUNDAY.replace("America/Chicago", "America/New_York"));
            stage.restart();
            stage.runTo("2026-11-29T14:00:00Z");

            assertThat(stops).containsExactly(Instant.parse("2026-11-23T01:00:00Z"));
            assertThat(starts)
                    .containsExactly(Instant.parse("2026-11-22T14:20:00Z"), Instant.parse("2026-11-29T13:20:00Z"));
        }
    }

    @Test
    void row30AHolidayOnTheEndDateClosesTheWindowOfTheEveningBefore() {
        try (Stage stage = new Stage()) {
            stage.declareFile("""
                    calendars: {us: {dates: [2026-11-22]}}
                    windows:
                      - name: night
                        zone: America/Chicago
                        when: {days: "SAT,SUN", opens: "22:00", closes: "02:00", except: us}
                        instance: i-0123456789abcdef0
                    """);
            stage.clock.set("2026-11-22T03:00:00Z");
            stage.restart();

            stage.runTo("2026-11-22T07:59:30Z");
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN);
            stage.runTo("2026-11-22T08:01:00Z");
            assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "STOP " + ORIGIN);
            stage.runTo("2026-11-23T09:00:00Z");
            assertThat(stage.mutations()).hasSize(2);
            assertThat(stage.entry("night").phase()).isEqualTo(Phase.CLOSED);
        }
    }
}
