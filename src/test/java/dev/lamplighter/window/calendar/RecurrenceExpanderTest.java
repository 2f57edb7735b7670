package dev.lamplighter.window.calendar;

import static dev.lamplighter.window.calendar.CalendarCase.event;
import static dev.lamplighter.window.calendar.Dates.dates;
import static dev.lamplighter.window.calendar.Dates.is;
import static dev.lamplighter.window.calendar.Dates.isInEverySecondWeek;
import static dev.lamplighter.window.calendar.Dates.isNth;
import static dev.lamplighter.window.calendar.Dates.where;
import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows on which days events are that repeat by a rule. */
final class RecurrenceExpanderTest {
    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsTheDaysThatItMeans(CalendarCase given) {
        given.isRead();
    }

    static Stream<CalendarCase> rules() {
        return Stream.of(
                event("every year", "DTSTART;VALUE=DATE:20001225|RRULE:FREQ=YEARLY", where(d -> is(d, 12, 25))),
                event(
                        "the fourth Thursday of November",
                        "DTSTART;VALUE=DATE:20101125|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
                        where(d -> isNth(d, 4, THURSDAY, 11))),
                event(
                        "the last Monday of May",
                        "DTSTART;VALUE=DATE:19710531|RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
                        where(d -> isNth(d, -1, MONDAY, 5))),
                event(
                        "the third Monday of January",
                        "DTSTART;VALUE=DATE:19860120|RRULE:FREQ=YEARLY;BYDAY=+3MO;BYMONTH=1",
                        where(d -> isNth(d, 3, MONDAY, 1))),
                event(
                        "by day of the month",
                        "DTSTART;VALUE=DATE:19760704|RRULE:FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4",
                        where(d -> is(d, 7, 4))),
                event(
                        "in two months",
                        "DTSTART;VALUE=DATE:20200501|RRULE:FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=1",
                        where(d -> is(d, 5, 1) || is(d, 11, 1))),
                event(
                        "the Tuesday after the first Monday of November of every fourth year",
                        "DTSTART;VALUE=DATE:19961105|RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
                        dates("2028-11-07")),
                event("29 February", "DTSTART;VALUE=DATE:20240229|RRULE:FREQ=YEARLY", dates("2028-02-29")),
                event(
                        "29 February by a rule",
                        "DTSTART;VALUE=DATE:20000229|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29",
                        dates("2028-02-29")),
                event(
                        "the last day of the year",
                        "DTSTART;VALUE=DATE:20201231|RRULE:FREQ=YEARLY;BYYEARDAY=-1",
                        where(d -> is(d, 12, 31))),
                event(
                        "the Monday of week 20",
                        "DTSTART;VALUE=DATE:19970512|RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
                        where(d -> d.getDayOfWeek() == MONDAY && d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == 20)),
                event(
                        "the twentieth Monday of the year",
                        "DTSTART;VALUE=DATE:19970519|RRULE:FREQ=YEARLY;BYDAY=20MO",
                        where(d -> d.getDayOfWeek() == MONDAY && (d.getDayOfYear() - 1) / 7 + 1 == 20)),
                event(
                        "three days every year, over its end",
                        "DTSTART;VALUE=DATE:20101231|DTEND;VALUE=DATE:20110103|RRULE:FREQ=YEARLY",
                        where(d -> is(d, 12, 31) || is(d, 1, 1) || is(d, 1, 2))),
                event(
                        "a number of times",
                        "DTSTART;VALUE=DATE:20250704|RRULE:FREQ=YEARLY;COUNT=3",
                        dates("2026-07-04", "2027-07-04")),
                event(
                        "a number of times that counts DTSTART",
                        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2",
                        dates("2026-01-01", "2026-11-26")),
                event(
                        "until a date",
                        "DTSTART;VALUE=DATE:20201225|RRULE:FREQ=YEARLY;UNTIL=20271225",
                        dates("2026-12-25", "2027-12-25")),
                event(
                        "until a time",
                        "DTSTART;VALUE=DATE:20201225|RRULE:FREQ=YEARLY;UNTIL=20261225T000000Z",
                        dates("2026-12-25")),
                event(
                        "until midnight of its own zone",
                        "DTSTART;TZID=Europe/Berlin:20201224T000000|DURATION:P1D|RRULE:UNTIL=20271223T230000Z;FREQ=YEARLY",
                        dates("2026-12-24", "2027-12-24")),
                event(
                        "until a second before that",
                        "DTSTART;TZID=Europe/Berlin:20201224T000000|DURATION:P1D|RRULE:FREQ=YEARLY;UNTIL=20271223T225959Z",
                        dates("2026-12-24")),
                event(
                        "until a date on a wall clock",
                        "DTSTART:20201224T000000|RRULE:FREQ=YEARLY;UNTIL=20261224",
                        dates("2026-12-24")),
                event(
                        "every month",
                        "DTSTART;VALUE=DATE:20200115|RRULE:FREQ=MONTHLY",
                        where(d -> d.getDayOfMonth() == 15)),
                event(
                        "on the 31st of those months that have one",
                        "DTSTART;VALUE=DATE:20200131|RRULE:FREQ=MONTHLY",
                        where(d -> d.getDayOfMonth() == 31)),
                event(
                        "the last day of every month",
                        "DTSTART;VALUE=DATE:20200131|RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
                        where(d -> d.getDayOfMonth() == d.lengthOfMonth())),
                event(
                        "the second Tuesday of every month",
                        "DTSTART;VALUE=DATE:20200114|RRULE:FREQ=MONTHLY;BYDAY=2TU",
                        where(d -> isNth(d, 2, TUESDAY, d.getMonthValue()))),
                event(
                        "the last Friday of every third month",
                        "DTSTART;VALUE=DATE:20200131|RRULE:FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
                        where(d -> isNth(d, -1, FRIDAY, d.getMonthValue()) && d.getMonthValue() % 3 == 1)),
                event(
                        "the last weekday of the month",
                        "DTSTART;VALUE=DATE:20200131|RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                        where(d -> d.getDayOfWeek().getValue() <= 5
                                && d.plusDays(d.getDayOfWeek() == FRIDAY ? 3 : 1)
                                                .getMonthValue()
                                        != d.getMonthValue())),
                event(
                        "every Friday the thirteenth",
                        "DTSTART;VALUE=DATE:20200313|RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                        where(d -> d.getDayOfMonth() == 13 && d.getDayOfWeek() == FRIDAY)),
                event(
                        "every week",
                        "DTSTART;VALUE=DATE:20200105|RRULE:FREQ=WEEKLY",
                        where(d -> d.getDayOfWeek() == SUNDAY)),
                event(
                        "every second week",
                        "DTSTART;VALUE=DATE:20260105|RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
                        where(d -> isInEverySecondWeek(d, LocalDate.of(2026, 1, 5))
                                && (d.getDayOfWeek() == MONDAY || d.getDayOfWeek() == WEDNESDAY))),
                event(
                        "every second week that begins on Sunday",
                        "DTSTART;VALUE=DATE:20260103|RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SA,SU",
                        where(d -> isInEverySecondWeek(d, LocalDate.of(2025, 12, 28))
                                && !d.isBefore(LocalDate.of(2026, 1, 3))
                                && (d.getDayOfWeek() == SATURDAY || d.getDayOfWeek() == SUNDAY))),
                event(
                        "every tenth day, five times",
                        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=DAILY;INTERVAL=10;COUNT=5",
                        dates("2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31", "2026-02-10")),
                event(
                        "every third day for long",
                        "DTSTART;VALUE=DATE:19990101|RRULE:FREQ=DAILY;INTERVAL=3",
                        where(d -> ChronoUnit.DAYS.between(LocalDate.of(1999, 1, 1), d) % 3 == 0)),
                event(
                        "every day of January",
                        "DTSTART;VALUE=DATE:20270101|RRULE:FREQ=DAILY;BYMONTH=1;UNTIL=20280131",
                        where(d -> d.getYear() >= 2027 && d.getMonthValue() == 1)),
                event(
                        "all but one kind",
                        "DTSTART;VALUE=DATE:20260706|RRULE:FREQ=DAILY;COUNT=10|EXRULE:FREQ=WEEKLY;BYDAY=SA,SU",
                        dates(
                                "2026-07-06",
                                "2026-07-07",
                                "2026-07-08",
                                "2026-07-09",
                                "2026-07-10",
                                "2026-07-13",
                                "2026-07-14",
                                "2026-07-15")),
                event(
                        "a rule that ends in a semicolon",
                        "DTSTART;VALUE=DATE:20201225|RRULE:FREQ=YEARLY;",
                        where(d -> is(d, 12, 25))));
    }
}
