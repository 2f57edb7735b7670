package dev.lamplighter.window.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One-offs, exceptions and the ends of occurrences, to the second. */
final class OccurrencesTest {
    private static final Instant START = Instant.parse("2026-11-22T14:30:00Z");
    private static final Instant END = Instant.parse("2026-11-23T01:00:00Z");
    private static final Occurrence OCCURRENCE = new Occurrence(START, END);

    @Test
    void anOccurrenceHasItsStartAndNotItsEnd() {
        assertThat(OCCURRENCE.contains(START.minusNanos(1))).isFalse();
        assertThat(OCCURRENCE.contains(START)).isTrue();
        assertThat(OCCURRENCE.contains(END.minusNanos(1))).isTrue();
        assertThat(OCCURRENCE.contains(END)).isFalse();
        assertThat(OCCURRENCE.overlaps(START.minusNanos(1), START)).isFalse();
        assertThat(OCCURRENCE.overlaps(START, START.plusNanos(1))).isTrue();
        assertThat(OCCURRENCE.overlaps(END, END.plusNanos(1))).isFalse();
        assertThat(OCCURRENCE.length()).isEqualTo(Duration.ofMinutes(630));
        assertThatThrownBy(() -> new Occurrence(START, START)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void occurrencesAreInOrderAndOfTwoThatStartTogetherTheLongerStays() {
        Occurrence shorter = new Occurrence(START, END.minusSeconds(60));
        Occurrence earlier = new Occurrence(START.minusSeconds(60), END);

        assertThat(Occurrences.inOrder(List.of(OCCURRENCE, shorter, earlier))).containsExactly(earlier, OCCURRENCE);
        assertThat(Occurrences.inOrder(List.of(shorter, OCCURRENCE))).containsExactly(OCCURRENCE);
    }

    @Test
    void aOneOffOpensOnce() {
        LocalDateTime from = LocalDateTime.ofInstant(START, ZoneOffset.UTC);
        LocalDateTime to = LocalDateTime.ofInstant(END, ZoneOffset.UTC);
        OneOffSchedule once = new OneOffSchedule(from, to, ZoneOffset.UTC);

        assertThat(once.occurrences(START, START.plusSeconds(1))).containsExactly(OCCURRENCE);
        assertThat(once.occurrences(END, END.plusSeconds(1))).isEmpty();
        assertThat(once.next(START)).contains(OCCURRENCE);
        assertThat(once.next(START.plusNanos(1))).isEmpty();
        assertThatThrownBy(() -> new OneOffSchedule(from, from, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** By the date of the wall clock on which it starts. */
    @Test
    void anExceptionTakesAwayWhatStartsOnItsDate() {
        ZoneId chicago = ZoneId.of("America/Chicago");
        WeeklySchedule daily =
                new WeeklySchedule(EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(2, 0), chicago);
        ExceptSchedule except = new ExceptSchedule(daily, Map.of(LocalDate.of(2026, 11, 22), "holidays"));

        assertThat(except.occurrences(START, START.plus(Duration.ofDays(2))))
                .extracting(Occurrence::start)
                .containsExactly(Instant.parse("2026-11-24T04:00:00Z"));
        assertThat(except.occurrences(Instant.parse("2026-11-22T07:00:00Z"), START))
                .hasSize(1);
        assertThat(except.calendarOf(daily.next(START).orElseThrow())).contains("holidays");
        assertThat(except.zone()).isEqualTo(chicago);
        assertThat(except.rule()).isEqualTo(daily);
        assertThatThrownBy(() -> new ExceptSchedule(except, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCrontabLineOpensWhatOverlapsAndNothingElse() {
        CrontabSchedule schedule =
                new CrontabSchedule(CronExpression.parse("30 14 * * 0"), Duration.ofHours(2), ZoneOffset.UTC);

        assertThat(schedule.occurrences(START.minusSeconds(1), START)).isEmpty();
        assertThat(schedule.occurrences(START, START.plusSeconds(1))).hasSize(1);
        assertThat(schedule.occurrences(START.plusSeconds(7199), END)).hasSize(1);
        assertThat(schedule.occurrences(START.plusSeconds(7200), END)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "* * * * *, true, true, true, 7",
        "0 8 1-31 1-12 *, true, true, true, 7",
        "0 8 1-30 * 1-5, false, true, false, 7",
        "0 8 * 1-11 1-5, true, false, false, 5",
        "0 8 */2 * 1-5, false, true, false, 5",
        "0 8 13 * *, false, true, true, 7"
    })
    void howMuchOfTheCalendarALineCovers(
            String line, boolean everyDayOfMonth, boolean everyMonth, boolean everyDayOfWeek, int firing) {
        CronExpression cronExpression = CronExpression.parse(line);

        assertThat(cronExpression.everyDayOfMonth()).isEqualTo(everyDayOfMonth);
        assertThat(cronExpression.everyMonth()).isEqualTo(everyMonth);
        assertThat(cronExpression.everyDayOfWeek()).isEqualTo(everyDayOfWeek);
        assertThat(cronExpression.firingDaysOfWeek()).hasSize(firing);
        assertThat(CronExpression.parse("0 8 * * 1").firingDaysOfWeek()).isEqualTo(Set.of(DayOfWeek.MONDAY));
    }

    @Test
    void aFieldThatIsRefusedSaysWhatItAllows() {
        assertThatThrownBy(() -> CronExpression.parse("60 8 * * *")).hasMessageContaining("0..59, got \"60\"");
        assertThatThrownBy(() -> CronExpression.parse("0 8 * * 8")).hasMessageContaining("0..7 or sun mon tue");
    }
}
