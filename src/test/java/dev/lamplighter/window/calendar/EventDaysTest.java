package dev.lamplighter.window.calendar;

import static dev.lamplighter.window.calendar.CalendarCase.event;
import static dev.lamplighter.window.calendar.Dates.dates;
import static dev.lamplighter.window.calendar.Dates.where;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows which days single events are. */
final class EventDaysTest {
    @ParameterizedTest
    @MethodSource("single")
    void anEventIsTheDaysThatItMeans(CalendarCase given) {
        given.isRead();
    }

    static Stream<CalendarCase> single() {
        return Stream.of(
                event("a day", "DTSTART;VALUE=DATE:20261225", dates("2026-12-25")),
                event("a day without VALUE", "DTSTART:20261225", dates("2026-12-25")),
                event(
                        "an end that is not a day of its",
                        "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227",
                        dates("2026-12-24", "2026-12-25", "2026-12-26")),
                event(
                        "an end like its start",
                        "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261224",
                        dates("2026-12-24")),
                event(
                        "days as a duration",
                        "DTSTART;VALUE=DATE:20261230|DURATION:P3D",
                        dates("2026-12-30", "2026-12-31", "2027-01-01")),
                event(
                        "a week",
                        "DTSTART;VALUE=DATE:20260706|DURATION:P1W",
                        where(d -> d.getYear() == 2026
                                && d.getMonthValue() == 7
                                && d.getDayOfMonth() >= 6
                                && d.getDayOfMonth() <= 12)),
                event(
                        "hours that make days",
                        "DTSTART;VALUE=DATE:20261224|DURATION:PT48H",
                        dates("2026-12-24", "2026-12-25")),
                event(
                        "a duration with noughts",
                        "DTSTART;VALUE=DATE:20261224|DURATION:P1DT0H0M0S",
                        dates("2026-12-24")),
                event(
                        "midnight to midnight, as Outlook writes a day, in a zone of Windows",
                        "DTSTART;TZID=\"W. Europe Standard Time\":20261224T000000"
                                + "|DTEND;TZID=\"W. Europe Standard Time\":20261226T000000",
                        dates("2026-12-24", "2026-12-25")),
                event(
                        "midnight to midnight in another zone than the window's",
                        "DTSTART;TZID=America/New_York:20261124T000000|DTEND;TZID=America/New_York:20261127T000000",
                        dates("2026-11-24", "2026-11-25", "2026-11-26")),
                event(
                        "midnight to midnight in no zone",
                        "DTSTART:20261224T000000|DTEND:20261225T000000",
                        dates("2026-12-24")),
                event(
                        "midnight to midnight in UTC",
                        "DTSTART:20261224T000000Z|DTEND:20261226T000000Z",
                        dates("2026-12-24", "2026-12-25")),
                event(
                        "midnight of the window's zone in UTC",
                        "DTSTART:20261223T230000Z|DTEND:20261224T230000Z",
                        dates("2026-12-24")),
                event(
                        "the same on the day of 23 hours",
                        "DTSTART:20260328T230000Z|DTEND:20260329T220000Z",
                        dates("2026-03-29")),
                event(
                        "midnight to a minute before",
                        "DTSTART:20261224T000000|DTEND:20261224T235900",
                        dates("2026-12-24")),
                event(
                        "midnight to a second before",
                        "DTSTART:20261224T000000|DTEND:20261225T235959",
                        dates("2026-12-24", "2026-12-25")),
                event("midnight without an end", "DTSTART;TZID=Europe/Berlin:20261224T000000", dates("2026-12-24")),
                event(
                        "a day that lasts 24 hours",
                        "DTSTART;TZID=Europe/Berlin:20261025T000000|DURATION:PT24H",
                        dates("2026-10-25")),
                event(
                        "from noon to noon two days on",
                        "DTSTART:20261224T120000|DTEND:20261226T120000",
                        dates("2026-12-25")),
                event(
                        "an hour",
                        "DTSTART;TZID=Europe/Berlin:20261224T180000|DTEND;TZID=Europe/Berlin:20261224T190000",
                        dates()),
                event(
                        "alarms with a duration, a trigger and a start of their own",
                        "DTSTART;VALUE=DATE:20261224|BEGIN:VALARM|TRIGGER;VALUE=DATE-TIME:20261201T000000Z|DURATION:P9D"
                                + "|REPEAT:2|DTSTART:20260101|END:VALARM",
                        dates("2026-12-24")),
                event("cancelled", "DTSTART;VALUE=DATE:20261224|STATUS:CANCELLED", dates()),
                event("small letters", "dtstart;value=date:20261224|rrule:freq=yearly;count=1", dates("2026-12-24")),
                event(
                        "a colon in a quoted parameter",
                        "DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin; Bern\":20261224T000000",
                        dates("2026-12-24")),
                event("a folded name and value", "DTSTART;VAL\r\n UE=DATE:2026\r\n\t1224", dates("2026-12-24")),
                event(
                        "a fold that looks like a property",
                        "DTSTART;VALUE=DATE:20261224|SUMMARY:x\r\n DTSTART:20260101",
                        dates("2026-12-24")));
    }
}
