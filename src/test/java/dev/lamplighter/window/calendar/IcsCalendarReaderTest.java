package dev.lamplighter.window.calendar;

import static dev.lamplighter.window.calendar.CalendarCase.BERLIN;
import static dev.lamplighter.window.calendar.CalendarCase.days;
import static dev.lamplighter.window.calendar.CalendarCase.read;
import static dev.lamplighter.window.calendar.CalendarCase.text;
import static dev.lamplighter.window.calendar.Dates.dates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows what whole files of iCalendar are read as, and what is told of those that can't be. */
final class IcsCalendarReaderTest {
    @Test
    void lineEndsAndEncodingsMakeNoDifference() {
        String text = text("BEGIN:VEVENT|SUMMARY:Fête de Noël|DTSTART:20261225|END:VEVENT");
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);

        for (byte[] bytes : List.of(
                utf8,
                text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8),
                text.replace("\r\n", "\r").getBytes(StandardCharsets.UTF_8),
                text.replace("\r\n", "\r\r\n").getBytes(StandardCharsets.UTF_8),
                text.replace("\r\n", "\r\n\r\n").getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
                text.getBytes(StandardCharsets.ISO_8859_1),
                (text + "€").getBytes(Charset.forName("windows-1252")),
                text.getBytes(StandardCharsets.UTF_16))) {
            assertThat(days(read(bytes))).isEqualTo(dates("2026-12-25"));
        }
    }

    @Test
    void aFoldMayCutACharacter() {
        String text = text("BEGIN:VEVENT|SUMMARY:No#l|DTSTART:20261225|END:VEVENT");
        String cut = text.replace("#", "\u00C3\r\n \u00AB");

        TextLines lines = TextLines.unfolded(cut.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Stream.generate(() -> lines.next()).limit(4).map(TextLines.Line::text))
                .contains("SUMMARY:Noël");
        assertThat(days(read(cut.getBytes(StandardCharsets.ISO_8859_1)))).isEqualTo(dates("2026-12-25"));
    }

    @Test
    void aTimeInUtcIsPlacedOnTheClockOfTheWindow() {
        CalendarDays days = read("BEGIN:VEVENT|DTSTART:20261224T060000Z|DTEND:20261225T060000Z|END:VEVENT")
                .days();

        assertThat(days.in(ZoneId.of("America/Chicago"))).isEqualTo(Set.of(LocalDate.of(2026, 12, 24)));
        assertThat(days.in(BERLIN)).isEmpty();
        assertThat(days.notWholeIn(ZoneId.of("America/Chicago"))).isZero();
        assertThat(days.notWholeIn(BERLIN)).isEqualTo(1);
    }

    @Test
    void whatIsNotOfWholeDaysIsARemark() {
        CalendarReading reading = read("BEGIN:VEVENT|DTSTART:20261225|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261224T180000|DTEND:20261224T190000|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261224T160000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3|END:VEVENT");

        assertThat(days(reading)).isEqualTo(dates("2026-12-25"));
        assertThat(reading.remarks())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("WINDOW-044  c.ics:6:1  2 events, the first the event of 20261224T180000: not all-day");
    }

    @Test
    void whatCannotBeReadOfAnEventLeavesOutItAloneAndIsToldAtItsLine() {
        CalendarReading reading = read("BEGIN:VEVENT|DTSTART:20261225|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261224|RRULE:FREQ=YEARLY;BYDAY=XX|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261223|RRULE:FREQ=YEARLY|EXDATE:24.12.2026|END:VEVENT"
                + "|BEGIN:VEVENT|SUMMARY:x|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261224|DTEND:20261223|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20261224|DURATION:P400D|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20260230|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20260228T000000|RRULE:FREQ=SECONDLY|END:VEVENT");

        assertThat(reading.days().in(BERLIN)).isEqualTo(Set.of(LocalDate.of(2026, 12, 25)));
        assertThat(reading.problems())
                .extracting(Problem::where)
                .containsExactly("c.ics:6:1", "c.ics:10:1", "c.ics:15:1", "c.ics:18:1", "c.ics:22:1", "c.ics");
        assertThat(reading.problems()).extracting(Problem::code).containsOnly("WINDOW-025");
        assertThat(reading.problems().get(5).what()).isEqualTo("2 more events can't be read");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoCalendarIsOneLine(String text, String begins) {
        CalendarReading reading = read(text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(reading.days()).isEqualTo(CalendarDays.NONE);
        assertThat(reading.problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith(begins);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "WINDOW-042  c.ics  can't be used: it is empty, so that windows"),
                Arguments.of("|  |", "WINDOW-040  c.ics  can't be used: it has no BEGIN:VCALENDAR"),
                Arguments.of(
                        "|<!DOCTYPE html>|<html>Sign in</html>", "WINDOW-040  c.ics  can't be used: it is a web page"),
                Arguments.of("2026-12-24|", "WINDOW-040  c.ics  can't be used: it has no BEGIN:VCALENDAR"),
                Arguments.of("BEGIN:VCALENDAR|END:VCALENDAR|", "WINDOW-042  c.ics  can't be used: it has no events"),
                Arguments.of(
                        "BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261224|END:VEVENT|",
                        "WINDOW-041  c.ics  can't be used: it is cut off: END:VCALENDAR is missing"),
                Arguments.of(
                        "BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261224|SUMM",
                        "WINDOW-041  c.ics  can't be used: it is cut off: END:VCALENDAR is missing"),
                Arguments.of(
                        "BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261224|BEGIN:VEVENT|END:VEVENT|END:VCALENDAR|",
                        "WINDOW-041  c.ics  can't be used: it is damaged: BEGIN:VEVENT stands inside VEVENT"),
                Arguments.of(
                        "BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261224|END:VCALENDAR|",
                        "WINDOW-041  c.ics  can't be used: it is damaged: END:VCALENDAR stands inside VEVENT"));
    }

    @Test
    void endlessRulesEndWithTheYearsThatAreLookedAt() {
        CalendarReading reading = read("BEGIN:VEVENT|DTSTART:19000101|RRULE:FREQ=DAILY|END:VEVENT"
                + "|BEGIN:VEVENT|DTSTART:20200101|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30|END:VEVENT");

        assertThat(reading.days().dates()).hasSizeBetween(11 * 365, 11 * 366 + 2);
        assertThat(reading.problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith(
                        "WINDOW-025  c.ics:7:1  event of 20200101: RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 can't be");
    }

    @ParameterizedTest
    @CsvSource({
        "DTSTART:19000101|RRULE:FREQ=DAILY, repeat too often",
        "DTSTART:20200101|DURATION:P366D|RRULE:FREQ=DAILY, cover too many days",
        "DTSTART:20200101T050000Z|DURATION:P1D|RRULE:FREQ=DAILY|X-A:b, repeat too often"
    })
    void aFileThatAsksForTooMuchIsToldAndNotFollowed(String event, String why) {
        CalendarReading reading = read(("BEGIN:VEVENT|" + event + "|END:VEVENT|").repeat(250) + "X-A:b");

        assertThat(reading.problems())
                .first()
                .extracting(Problem::why)
                .asString()
                .isEqualTo("the file's events " + why);
        assertThat(reading.problems()).hasSize(6);
        assertThat(reading.days().dates()).hasSizeLessThan(5000);
    }

    @Test
    void oneUidForThousandsOfEventsAndOverridesIsRefused() {
        String pair = "BEGIN:VEVENT|UID:a|DTSTART:20260101|END:VEVENT"
                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID:20260101|DTSTART:20260102|END:VEVENT|";

        assertThat(read(pair.repeat(1000) + "X-A:b").problems())
                .singleElement()
                .extracting(Problem::why)
                .isEqualTo("too many events have its UID");
    }

    @Test
    void aRuleWithoutAnyDayIsRefusedWhateverItsLibrarySays() {
        assertThat(read("BEGIN:VEVENT|DTSTART:20200101|RRULE:FREQ=DAILY;BYMONTH=9;BYSETPOS=2|END:VEVENT")
                        .problems())
                .extracting(Problem::code)
                .containsExactly("WINDOW-025");
    }

    @Test
    void theLastDayIsKnownAlsoOfWhatIsOver() {
        assertThat(read("BEGIN:VEVENT|DTSTART:19990101|RRULE:FREQ=YEARLY;COUNT=5|END:VEVENT"
                                + "|BEGIN:VEVENT|DTSTART:20010704|DURATION:P2D|END:VEVENT")
                        .days())
                .isEqualTo(new CalendarDays(Set.of(), Set.of(), LocalDate.of(2003, 1, 1)));
    }
}
