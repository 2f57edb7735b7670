package dev.lamplighter.window.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrontabScheduleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // November 2026 begins on a Sunday
                "0 9 * * 1-5 | 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30",
                "0 9 * * 0 | 1 8 15 22 29",
                "0 9 * * 7 | 1 8 15 22 29",
                "0 9 * * sat,SUN | 1 7 8 14 15 21 22 28 29",
                "0 9 * * fri-sun | 1 6 7 8 13 14 15 20 21 22 27 28 29",
                "0 9 13 * 5 | 6 13 20 27",
                "0 9 */10 * 1 | ",
                "0 9 1-7 11 * | 1 2 3 4 5 6 7",
                "0 9 31 * * | ",
                "0 9 * nov 2/3 | ",
                "0 9 * Nov 1-7/3 | 2 5 1 8 9 12 15 16 19 22 23 26 29 30"
            })
    void readsDaysAsCronDoes(String line, String days) {
        if (line.contains("2/3")) {
            assertThatThrownBy(() -> CronExpression.parse(line)).hasMessageContaining("2/3");
            return;
        }
        CronExpression cronExpression = CronExpression.parse(line);

        String fires = LocalDate.of(2026, 11, 1)
                .datesUntil(LocalDate.of(2026, 12, 1))
                .filter(cronExpression::firesOn)
                .map(day -> String.valueOf(day.getDayOfMonth()))
                .collect(Collectors.joining(" "));
        assertThat(fires.split(" ")).containsExactlyInAnyOrder(days == null ? new String[] {""} : days.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60 8 * * 0",
                "30 24 * * 0",
                "30 8 0 * 0",
                "30 8 * 13 0",
                "30 8 * * 8",
                "30 8 * * funday",
                "30 8 * *",
                "5-1 8 * * *",
                "*/0 8 * * *",
                "1,,2 8 * * *",
                "-1 8 * * *"
            })
    void refusesWhatCronRefuses(String line) {
        assertThatThrownBy(() -> CronExpression.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFixedTimeInAGapOpensAtTheJumpAndLastsItsElapsedTime() {
        CrontabSchedule schedule = schedule("30 2 * * *", "3h");

        assertThat(schedule.occurrences(Instant.parse("2026-03-08T07:00:00Z"), Instant.parse("2026-03-08T07:00:01Z")))
                .containsExactly(occurrence("2026-03-08T07:00:00Z", "2026-03-08T10:00:00Z"));
    }

    @Test
    void aFixedTimeInAnOverlapOpensOnce() {
        List<Occurrence> night = schedule("30 1 * * *", "10m")
                .occurrences(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-01T12:00:00Z"));

        assertThat(night).containsExactly(occurrence("2026-11-01T05:30:00Z", "2026-11-01T05:40:00Z"));
    }

    @Test
    void everyHourFollowsTheClocks() {
        List<Occurrence> night = schedule("30 * * * *", "10m")
                .occurrences(Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-01T08:00:00Z"));

        assertThat(night)
                .extracting(occurrence -> occurrence.start().toString())
                .containsExactly(
                        "2026-11-01T04:30:00Z", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z");
    }

    @Test
    void fixedTimesThatAJumpPushesTogetherAreOneOccurrence() {
        List<Occurrence> night = schedule("0,20,40 2 * * *", "10m")
                .occurrences(Instant.parse("2026-03-08T05:00:00Z"), Instant.parse("2026-03-08T12:00:00Z"));

        assertThat(night).containsExactly(occurrence("2026-03-08T07:00:00Z", "2026-03-08T07:10:00Z"));
    }

    @Test
    void anOccurrenceThatBeganLongAgoIsStillFound() {
        CrontabSchedule schedule = schedule("0 0 1 * *", "240h");
        Instant tenthDay = Instant.parse("2026-11-11T03:59:59Z");

        assertThat(schedule.occurrences(tenthDay, tenthDay.plusSeconds(60)))
                .containsExactly(occurrence("2026-11-01T04:00:00Z", "2026-11-11T04:00:00Z"));
    }

    @Test
    void aLeapDayIsFoundYearsAhead() {
        assertThat(schedule("0 0 29 2 *", "1h").next(Instant.parse("2096-03-01T00:00:00Z")))
                .map(Occurrence::start)
                .contains(Instant.parse("2104-02-29T05:00:00Z"));
    }

    private static CrontabSchedule schedule(String line, String length) {
        return new CrontabSchedule(CronExpression.parse(line), Duration.parse("PT" + length), NEW_YORK);
    }

    private static Occurrence occurrence(String start, String end) {
        return new Occurrence(Instant.parse(start), Instant.parse(end));
    }
}
