package dev.lamplighter.window.calendar;

import static dev.lamplighter.window.calendar.CalendarCase.event;
import static dev.lamplighter.window.calendar.CalendarCase.file;
import static dev.lamplighter.window.calendar.Dates.dates;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows which days are left out, moved or given besides, and which events count. */
final class RecurrenceExceptionsTest {
    private static final String WINDOWS_ZONE = "BEGIN:VTIMEZONE|TZID:W. Europe Standard Time"
            + "|BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100"
            + "|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|END:STANDARD"
            + "|BEGIN:DAYLIGHT|DTSTART:16010101T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200"
            + "|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3|END:DAYLIGHT|END:VTIMEZONE";

    @ParameterizedTest
    @MethodSource("exceptions")
    void whatIsOtherwiseThanTheRuleCounts(CalendarCase given) {
        given.isRead();
    }

    static Stream<CalendarCase> exceptions() {
        String yearly = "DTSTART;VALUE=DATE:20201224|RRULE:FREQ=YEARLY";
        String inBerlin = "DTSTART;TZID=Europe/Berlin:20200701T000000|DURATION:P1D|RRULE:FREQ=YEARLY";
        return Stream.of(
                event("a date left out", yearly + "|EXDATE;VALUE=DATE:20261224", dates("2027-12-24", "2028-12-24")),
                event("several left out", yearly + "|EXDATE;VALUE=DATE:20261224,20281224|EXDATE:20271224", dates()),
                event("left out by a time", yearly + "|EXDATE:20271224T000000Z", dates("2026-12-24", "2028-12-24")),
                event(
                        "left out in UTC, in summer",
                        inBerlin + "|EXDATE:20270630T220000Z",
                        dates("2026-07-01", "2028-07-01")),
                event(
                        "left out by a date alone",
                        inBerlin + "|EXDATE;VALUE=DATE:20260701",
                        dates("2027-07-01", "2028-07-01")),
                event(
                        "dates besides",
                        "DTSTART;VALUE=DATE:20260101|RDATE;VALUE=DATE:20260406,20270329|RDATE:20280417",
                        dates("2026-01-01", "2026-04-06", "2027-03-29", "2028-04-17")),
                event(
                        "periods besides",
                        "DTSTART:20260101T000000|DURATION:P1D"
                                + "|RDATE;VALUE=PERIOD:20260406T000000/P2D,20270329T000000/20270401T000000",
                        dates("2026-01-01", "2026-04-06", "2026-04-07", "2027-03-29", "2027-03-30", "2027-03-31")),
                event(
                        "a date besides that is left out",
                        "DTSTART:20260101|RDATE:20260406|EXDATE:20260406",
                        dates("2026-01-01")),
                file(
                        "one that is moved",
                        "BEGIN:VEVENT|UID:a|" + yearly + "|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID;VALUE=DATE:20261224|DTSTART;VALUE=DATE:20261223|END:VEVENT",
                        dates("2026-12-23", "2027-12-24", "2028-12-24")),
                file(
                        "one that is moved before it is known, and one of another event",
                        "BEGIN:VEVENT|UID:a|RECURRENCE-ID:20271224|DTSTART:20271220|DTEND:20271222|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:b|RECURRENCE-ID:20281224|DTSTART:20281231|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|" + yearly + "|END:VEVENT",
                        dates("2026-12-24", "2027-12-20", "2027-12-21", "2028-12-24", "2028-12-31")),
                file(
                        "one that is cancelled",
                        "BEGIN:VEVENT|UID:a|" + yearly + "|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID;VALUE=DATE:20271224|STATUS:CANCELLED|DTSTART:20271224|END:VEVENT",
                        dates("2026-12-24", "2028-12-24")),
                file(
                        "one that is moved, said in UTC",
                        "BEGIN:VEVENT|UID:a|" + inBerlin + "|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID:20270630T220000Z|DTSTART:20270703T000000|END:VEVENT",
                        dates("2026-07-01", "2027-07-03", "2028-07-01")),
                file(
                        "one that is moved, in a zone that only the file knows",
                        WINDOWS_ZONE + "|BEGIN:VEVENT|UID:a|DTSTART;TZID=W. Europe Standard Time:20200701T000000"
                                + "|DURATION:P1D|RRULE:FREQ=YEARLY;UNTIL=20270630T220000Z|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID:20260630T220000Z|DTSTART:20260704T000000|END:VEVENT",
                        dates("2026-07-04", "2027-07-01")),
                file(
                        "all from one on moved by a day",
                        "BEGIN:VEVENT|UID:a|" + yearly + "|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|RECURRENCE-ID;RANGE=THISANDFUTURE:20271224|DTSTART:20271223|END:VEVENT",
                        dates("2026-12-24", "2027-12-23", "2028-12-23")),
                file(
                        "tasks and journals",
                        "BEGIN:VTODO|DTSTART:20260301|DUE:20260302|RRULE:FREQ=YEARLY|END:VTODO"
                                + "|BEGIN:VEVENT|DTSTART:20261224|END:VEVENT|BEGIN:VJOURNAL|DTSTART:20260401|END:VJOURNAL",
                        dates("2026-12-24")),
                file(
                        "the later version of an event",
                        "BEGIN:VEVENT|UID:a|SEQUENCE:2|DTSTART:20261223|END:VEVENT"
                                + "|BEGIN:VEVENT|UID:a|SEQUENCE:1|DTSTART:20261224|END:VEVENT",
                        dates("2026-12-23")),
                file(
                        "one UID for all, as some programs write it",
                        "BEGIN:VEVENT|UID:1|DTSTART:20261224|END:VEVENT|BEGIN:VEVENT|UID:1|DTSTART:20261225|END:VEVENT",
                        dates("2026-12-24", "2026-12-25")),
                file(
                        "two calendars in a file",
                        "BEGIN:VEVENT|DTSTART:20261224|END:VEVENT|END:VCALENDAR"
                                + "|BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20261225|END:VEVENT",
                        dates("2026-12-24", "2026-12-25")),
                file(
                        "UTC in the calendar's own zone",
                        "X-WR-TIMEZONE:America/Chicago|BEGIN:VEVENT|DTSTART:20261224T060000Z|DTEND:20261225T060000Z|END:VEVENT",
                        dates("2026-12-24")));
    }
}
