package dev.lamplighter.window.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeeklyScheduleTest {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** Zones with ordinary, half-hour, midnight, vanished-day and no changes of the clock; years in which they did. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026",
        "Europe/Berlin, 2026",
        "Europe/London, 2027",
        "Australia/Lord_Howe, 2026",
        "America/Sao_Paulo, 2018",
        "Africa/Cairo, 2026",
        "Asia/Beirut, 2022",
        "America/Godthab, 2024",
        "Antarctica/Troll, 2025",
        "Africa/Casablanca, 2026",
        "Pacific/Apia, 2011",
        "America/Caracas, 2016",
        "Asia/Pyongyang, 2018",
        "Asia/Kathmandu, 2026",
        "America/Havana, 2026",
        "Asia/Gaza, 2026",
        "UTC, 2026"
    })
    void agreesWithAScanOfEveryMinute(String zoneId, int year) {
        ZoneId zone = ZoneId.of(zoneId);
        Instant from = Instant.parse(year + "-01-01T00:00:00Z");
        Instant to = from.plus(Duration.ofDays(365));
        MinuteScan scan = new MinuteScan(zone, from.minus(Duration.ofDays(6)), to.plus(Duration.ofDays(6)));
        LocalDateTime[] span = {
            LocalDate.of(year, 1, 1).minusDays(4).atStartOfDay(),
            LocalDate.of(year, 12, 31).plusDays(4).atStartOfDay()
        };
        long seed = 20261122L + zoneId.hashCode();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            LocalTime opens = LocalTime.ofSecondOfDay(60L * (i < 20 ? 10 * i : random.nextInt(1440)));
            LocalTime closes = opens.plusMinutes(1 + random.nextInt(i % 2 == 0 ? 120 : 1440));
            Set<DayOfWeek> days = i % 3 == 0 ? EnumSet.of(DayOfWeek.of(1 + random.nextInt(7))) : EVERY_DAY;

            List<Occurrence> found = new WeeklySchedule(days, opens, closes, zone).occurrences(from, to);

            List<Occurrence> expected = Occurrences.inOrder(scan.weekly(days, opens, closes, span)).stream()
                    .filter(occurrence -> occurrence.overlaps(from, to))
                    .toList();
            String turn = "%s %s-%s on %s, seed %d, turn %d".formatted(zoneId, opens, closes, days, seed, i);
            assertThat(found).as(turn).doesNotHaveDuplicates().hasSizeGreaterThan(50);
            assertThat(found)
                    .filteredOn(occurrence -> !expected.contains(occurrence))
                    .as(turn)
                    .isEmpty();
            assertThat(expected)
                    .filteredOn(occurrence -> !found.contains(occurrence))
                    .as(turn)
                    .isEmpty();
            assertThat(found).as(turn).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // the gap of 8 March, the overlap of 1 November
        "02:30, 05:00, 2026-03-08T07:00:00Z, 2026-03-08T09:00:00Z",
        "00:30, 02:30, 2026-03-08T05:30:00Z, 2026-03-08T07:00:00Z",
        "02:10, 02:40, 2026-03-08T07:00:00Z, 2026-03-08T07:30:00Z",
        "01:30, 05:00, 2026-11-01T05:30:00Z, 2026-11-01T10:00:00Z",
        "00:30, 01:30, 2026-11-01T04:30:00Z, 2026-11-01T06:30:00Z",
        "01:10, 01:40, 2026-11-01T05:10:00Z, 2026-11-01T06:40:00Z"
    })
    void aChangeOfTheClocksIsDecidedInFavourOfTheStream(String opens, String closes, String start, String end) {
        Instant expectedStart = Instant.parse(start);
        WeeklySchedule schedule = new WeeklySchedule(
                EVERY_DAY, LocalTime.parse(opens), LocalTime.parse(closes), ZoneId.of("America/New_York"));

        assertThat(schedule.occurrences(expectedStart, expectedStart.plusSeconds(1)))
                .containsExactly(new Occurrence(expectedStart, Instant.parse(end)));
    }

    @Test
    void isHalfOpen() {
        WeeklySchedule schedule =
                new WeeklySchedule(EVERY_DAY, LocalTime.of(8, 0), LocalTime.of(9, 0), ZoneId.of("UTC"));
        Instant end = Instant.parse("2026-11-22T09:00:00Z");

        assertThat(schedule.occurrences(end.minusNanos(1), end)).hasSize(1);
        assertThat(schedule.occurrences(end, end.plusSeconds(1))).isEmpty();
    }

    @Test
    void equalTimesMeanAWholeDay() {
        WeeklySchedule schedule =
                new WeeklySchedule(EVERY_DAY, LocalTime.of(8, 0), LocalTime.of(8, 0), ZoneId.of("UTC"));

        assertThat(schedule.next(Instant.parse("2026-11-22T00:00:00Z"))
                        .orElseThrow()
                        .length())
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T14:30:00Z", "2026-11-22T14:30:01Z"})
    void theNextOneStartsAtOrAfterTheInstantAsked(String asked) {
        WeeklySchedule schedule = new WeeklySchedule(
                EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(8, 30), LocalTime.of(19, 0), ZoneId.of("America/Chicago"));

        assertThat(schedule.next(Instant.parse(asked)).orElseThrow().start())
                .isEqualTo(asked.endsWith("30:00Z") ? "2026-11-22T14:30:00Z" : "2026-11-29T14:30:00Z");
    }
}
