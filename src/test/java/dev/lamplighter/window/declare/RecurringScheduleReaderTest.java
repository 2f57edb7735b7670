package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.schedule.Occurrence;
import dev.lamplighter.window.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write for days and hours; the expected times were read off a calendar. */
final class RecurringScheduleReaderTest {
    /** A Sunday, 06:00 in Chicago. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: FRI, opens: '18:00', closes: MON 08:00 | 2026-11-27T18:00 2026-11-30T08:00 2026-12-04T18:00 2026-12-07T08:00",
                "days: friday, opens: '18:00', closes: Monday 08:00 | 2026-11-27T18:00 2026-11-30T08:00 2026-12-04T18:00 2026-12-07T08:00",
                "days: MON, opens: '08:00', closes: FRI 18:00 | 2026-11-23T08:00 2026-11-27T18:00 2026-11-30T08:00 2026-12-04T18:00",
                "days: SUN, opens: '08:00', closes: SUN 12:00 | 2026-11-22T08:00 2026-11-22T12:00 2026-11-29T08:00 2026-11-29T12:00",
                "days: SUN, opens: '08:00', closes: SUN 07:00, overnight: true | 2026-11-22T08:00 2026-11-29T07:00 2026-11-29T08:00 2026-12-06T07:00",
                "days: SAT, opens: '22:00', closes: SUN 02:00, overnight: true | 2026-11-28T22:00 2026-11-29T02:00 2026-12-05T22:00 2026-12-06T02:00",
                "days: FRI, opens: '00:00', closes: SAT 00:00 | 2026-11-27T00:00 2026-11-28T00:00 2026-12-04T00:00 2026-12-05T00:00",
                "days: first SUN, opens: '08:00', closes: '12:00' | 2026-12-06T08:00 2026-12-06T12:00 2027-01-03T08:00 2027-01-03T12:00",
                "days: First Sunday, opens: '08:00', closes: '12:00' | 2026-12-06T08:00 2026-12-06T12:00 2027-01-03T08:00 2027-01-03T12:00",
                "days: second sun, opens: '08:00', closes: '12:00' | 2026-12-13T08:00 2026-12-13T12:00 2027-01-10T08:00 2027-01-10T12:00",
                "days: third WED, opens: '19:00', closes: '21:00' | 2026-12-16T19:00 2026-12-16T21:00 2027-01-20T19:00 2027-01-20T21:00",
                "days: fourth FRI, opens: '19:00', closes: '21:00' | 2026-11-27T19:00 2026-11-27T21:00 2026-12-25T19:00 2026-12-25T21:00",
                "days: last sun, opens: '08:00', closes: '12:00' | 2026-11-29T08:00 2026-11-29T12:00 2026-12-27T08:00 2026-12-27T12:00",
                "days: last MON, opens: '08:00', closes: '12:00' | 2026-11-30T08:00 2026-11-30T12:00 2026-12-28T08:00 2026-12-28T12:00",
                "days: 'first SUN, third SUN', opens: '08:00', closes: '12:00' | 2026-12-06T08:00 2026-12-06T12:00 2026-12-20T08:00 2026-12-20T12:00",
                "days: [first SUN, last WED], opens: '08:00', closes: '12:00' | 2026-11-25T08:00 2026-11-25T12:00 2026-12-06T08:00 2026-12-06T12:00",
                "days: [first SUN, WED], opens: '08:00', closes: '12:00' | 2026-11-25T08:00 2026-11-25T12:00 2026-12-02T08:00 2026-12-02T12:00",
                "days: [first SUN, SUN], opens: '08:00', closes: '12:00' | 2026-11-22T08:00 2026-11-22T12:00 2026-11-29T08:00 2026-11-29T12:00",
                "days: first FRI, opens: '18:00', closes: MON 08:00 | 2026-12-04T18:00 2026-12-07T08:00 2027-01-01T18:00 2027-01-04T08:00",
                "days: last SAT, opens: '22:00', closes: '02:00' | 2026-11-28T22:00 2026-11-29T02:00 2026-12-26T22:00 2026-12-27T02:00",
                "days: first SUN, months: JAN, opens: '08:00', closes: '12:00' | 2027-01-03T08:00 2027-01-03T12:00 2028-01-02T08:00 2028-01-02T12:00",
                "days: first SUN, months: [JAN, APR], opens: '08:00', closes: '12:00' | 2027-01-03T08:00 2027-01-03T12:00 2027-04-04T08:00 2027-04-04T12:00",
                "days: MON-FRI, months: JUN-AUG, opens: '08:00', closes: '18:00' | 2027-06-01T08:00 2027-06-01T18:00 2027-06-02T08:00 2027-06-02T18:00",
                "days: SUN, months: december-february, opens: '08:00', closes: '12:00' | 2026-12-06T08:00 2026-12-06T12:00 2026-12-13T08:00 2026-12-13T12:00",
                "days: last SUN, months: 'feb, mar', opens: '01:30', closes: '12:00' | 2027-02-28T01:30 2027-02-28T12:00 2027-03-28T01:30 2027-03-28T12:00",
                "days: second SUN, months: MAR, opens: '02:30', closes: '12:00' | 2027-03-14T03:00 2027-03-14T12:00 2028-03-12T03:00 2028-03-12T12:00",
                "days: SUN, every: 2 weeks, from: 2026-01-04, opens: '08:00', closes: '12:00' | 2026-11-22T08:00 2026-11-22T12:00 2026-12-06T08:00 2026-12-06T12:00",
                "days: SUN, every: 2 weeks, from: 2026-01-11, opens: '08:00', closes: '12:00' | 2026-11-29T08:00 2026-11-29T12:00 2026-12-13T08:00 2026-12-13T12:00",
                "days: SUN, every: 3 weeks, from: 2026-11-22, opens: '08:00', closes: '12:00' | 2026-11-22T08:00 2026-11-22T12:00 2026-12-13T08:00 2026-12-13T12:00",
                "days: SUN, every: 1 week, from: 2027-02-02, opens: '08:00', closes: '12:00' | 2027-02-07T08:00 2027-02-07T12:00 2027-02-14T08:00 2027-02-14T12:00",
                "'days: [SUN, WED], every: 2 weeks, from: 2026-11-29, opens: ''08:00'', closes: ''12:00''' | 2026-11-29T08:00 2026-11-29T12:00 2026-12-02T08:00 2026-12-02T12:00",
                "days: FRI, every: 2 weeks, from: 2026-11-27, opens: '18:00', closes: MON 08:00 | 2026-11-27T18:00 2026-11-30T08:00 2026-12-11T18:00 2026-12-14T08:00",
                "days: SUN, every: 52 weeks, from: 2026-11-29, opens: '08:00', closes: '12:00' | 2026-11-29T08:00 2026-11-29T12:00 2027-11-28T08:00 2027-11-28T12:00",
                "days: SAT, every: 2 weeks, from: 2026-11-28, months: DEC, opens: '08:00', closes: '12:00' | 2026-12-12T08:00 2026-12-12T12:00 2026-12-26T08:00 2026-12-26T12:00",
                "days: SUN, allDay: true | 2026-11-29T00:00 2026-11-30T00:00 2026-12-06T00:00 2026-12-07T00:00",
                "days: last FRI, allDay: true | 2026-11-27T00:00 2026-11-28T00:00 2026-12-25T00:00 2026-12-26T00:00",
                "days: SAT-SUN, allDay: true | 2026-11-28T00:00 2026-11-29T00:00 2026-11-29T00:00 2026-11-30T00:00",
                "days: MON, allDay: true, every: 2 weeks, from: 2026-11-30 | 2026-11-30T00:00 2026-12-01T00:00 2026-12-14T00:00 2026-12-15T00:00",
                "days: MON, allDay: false, opens: '08:00', closes: '12:00' | 2026-11-23T08:00 2026-11-23T12:00 2026-11-30T08:00 2026-11-30T12:00",
                "days: second SUN, months: MAR, allDay: true | 2027-03-14T00:00 2027-03-15T00:00 2028-03-12T00:00 2028-03-13T00:00"
            })
    void opensAndClosesAsTheCalendarSays(String when, String expected) {
        String form =
                when.startsWith("'days") ? when.substring(1, when.length() - 1).replace("''", "'") : when;
        ParsedWindowsFile file = parse(form);

        assertThat(file.problems()).isEmpty();
        Schedule schedule = file.windows().get(0).schedule();
        List<Object> found = new ArrayList<>();
        Occurrence first = schedule.next(NOW).orElseThrow();
        Occurrence second = schedule.next(first.start().plusNanos(1)).orElseThrow();
        for (Occurrence occurrence : List.of(first, second)) {
            found.add(occurrence.start().atZone(schedule.zone()).toLocalDateTime());
            found.add(occurrence.end().atZone(schedule.zone()).toLocalDateTime());
        }
        assertThat(found).extracting(String::valueOf).containsExactly(expected.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: 1st sunday, H | WINDOW-014 | did you mean first SUN?",
                "days: 2nd SUN, H | WINDOW-014 | did you mean second SUN?",
                "days: 3rd sun, H | WINDOW-014 | did you mean third SUN?",
                "days: 4th thu, H | WINDOW-014 | did you mean fourth THU?",
                "days: 1. sunday, H | WINDOW-014 | did you mean first SUN?",
                "days: 1SU, H | WINDOW-014 | did you mean first SUN?",
                "days: -1FR, H | WINDOW-014 | did you mean last FRI?",
                "days: 'SUN#1', H | WINDOW-014 | did you mean first SUN?",
                "days: FRIL, H | WINDOW-014 | did you mean last FRI?",
                "days: frist sun, H | WINDOW-014 | did you mean first SUN?",
                "days: secnd sunday, H | WINDOW-014 | did you mean second SUN?",
                "days: lasst sun, H | WINDOW-014 | did you mean last SUN?",
                "days: final friday, H | WINDOW-014 | did you mean last FRI?",
                "days: first sunday of the month, H | WINDOW-014 | did you mean first SUN?",
                "days: first-sunday, H | WINDOW-014 | did you mean first SUN?",
                "days: fifth monday, H | WINDOW-014 | write last MON for the last Monday of each month",
                "days: 5th mon, H | WINDOW-014 | write last MON",
                "days: 'MON#5', H | WINDOW-014 | write last MON",
                "days: first, H | WINDOW-014 | ",
                "days: first sum, H | WINDOW-014 | ",
                "days: biweekly, H | WINDOW-014 | every: 2 weeks and from:",
                "days: every second week, H | WINDOW-014 | every: 2 weeks and from:",
                "days: every other sunday, H | WINDOW-014 | every: 2 weeks and from:",
                "days: fortnightly, H | WINDOW-014 | every: 2 weeks and from:",
                "days: weekdays, H | WINDOW-014 | write MON-FRI",
                "days: weekend, H | WINDOW-014 | write SAT-SUN",
                "days: daily, H | WINDOW-014 | write MON-SUN",
                "days: SUN, every: 2 weeks, H | WINDOW-006 | add from: with the date of a first time",
                "days: SUN, every: 2, from: 2026-01-04, H | WINDOW-035 | write 2 weeks",
                "days: SUN, every: biweekly, from: 2026-01-04, H | WINDOW-035 | write 2 weeks",
                "days: SUN, every: other week, from: 2026-01-04, H | WINDOW-035 | write 2 weeks",
                "days: SUN, every: 14d, from: 2026-01-04, H | WINDOW-035 | write 2 weeks",
                "days: SUN, every: 21 days, from: 2026-01-04, H | WINDOW-035 | write 3 weeks",
                "days: SUN, every: 0 weeks, from: 2026-01-04, H | WINDOW-035 | 2 weeks",
                "days: SUN, every: 60 weeks, from: 2026-01-04, H | WINDOW-035 | 1 to 52",
                "days: SUN, every: 2 months, from: 2026-01-04, H | WINDOW-035 | months:",
                "days: SUN, every: 2 weeks, from: 2026-01-04T08:00, H | WINDOW-017 | write it as in 2026-01-04",
                "days: SUN, every: 2 weeks, from: 4.1.2026, H | WINDOW-017 | write it as in",
                "days: first SUN, every: 2 weeks, from: 2026-01-04, H | WINDOW-008 | keep one of the two",
                "days: SUN, from: 2026-01-04, H | WINDOW-008 | every: 2 weeks",
                "days: SUN, every: 2 weeks, from: 2026-01-04, to: 2026-12-31, H | WINDOW-008 | keep the keys of one form",
                "days: [], H | WINDOW-006 | add days:",
                "days: SUN, months: [], H | WINDOW-006 | add months:",
                "days: SUN, months: 6-8, H | WINDOW-036 | write JUN",
                "days: SUN, months: juni, H | WINDOW-036 | did you mean JUN?",
                "days: SUN, months: summer, H | WINDOW-036 | ",
                "days: SUN, allDay: true, H | WINDOW-008 | keep one of the two",
                "days: SUN, allDay: yes, H | WINDOW-019 | true or false",
                "days: FRI-MON, opens: '18:00', closes: MON 08:00 | WINDOW-037 | name the one day on which it opens",
                "days: FRI, opens: FRI 18:00, closes: MON 08:00 | WINDOW-015 | write days: FRI and opens: \"18:00\"",
                "days: FRI, opens: '18:00', closes: MOM 08:00 | WINDOW-014 | did you mean MON?",
                "days: FRI, opens: '18:00', closes: MON 8:00 | WINDOW-015 | two digits",
                "days: FRI, opens: '18:00', closes: FRI 08:00 | WINDOW-009 | overnight: true to close a week later",
                "days: FRI, opens: '18:00', closes: MON 08:00, overnight: false | WINDOW-009 | remove overnight",
                "days: FRI, opens: '08:00', closes: FRI 18:00, overnight: true | WINDOW-009 | remove overnight"
            })
    void oddInputIsOneProblemThatSaysWhatToWrite(String when, String code, String fix) {
        ParsedWindowsFile file = parse(when.replace(" H", " opens: '08:00', closes: '12:00'"));

        assertThat(file.windows()).isEmpty();
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.line()).startsWith(code + "  windows.yaml:2:").contains(fix == null ? "" : fix);
        });
    }

    @Test
    void aMissingHourBesideTheNewFormsIsToldLikeBefore() {
        assertThat(parse("days: first SUN, opens: '08:00'").problems())
                .extracting(Problem::line)
                .containsExactly("WINDOW-006  windows.yaml:2:44  no \"closes\": it is required here; fix: add closes:");
    }

    /** Leads and conflicts go by occurrences, whatever their form: 10 minutes don't fit between 07:55 and 08:00. */
    @Test
    void aLeadIsShortenedBetweenAWeekendAndAFirstMonday() {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            defaults: {zone: America/Chicago}
            windows:
              - {name: weekend, when: {days: FRI, opens: "18:00", closes: "MON 07:55"}, instance: i-0123456789abcdef0}
              - {name: monday, when: {days: first MON, opens: "08:00", closes: "09:00"}, instance: i-0123456789abcdef0}
            """, NOW);

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("WINDOW-027  windows.yaml:4:5  lead 10m: ", "shortened to 5 min before 2026-12-07T14:00:00Z");
    }

    /** The fourth Friday of 2026-11 is the 27th; the weekend from then meets the last Sunday, the 29th, first. */
    @Test
    void anAddressThatAWeekendAndALastSundayWantIsTold() {
        String address = "addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef%d}]";
        ParsedWindowsFile file =
                ParsedWindowsFile.parse("windows.yaml", """
            defaults: {zone: UTC, lead: 0s}
            windows:
              - {name: weekend, when: {days: fourth FRI, opens: "18:00", closes: "MON 08:00"}, instance: i-0123456789abcdef0, %s}
              - {name: sunday, when: {days: last SUN, opens: "09:00", closes: "10:00"}, instance: i-0123456789abcdef1, %s}
            """.formatted(address.formatted(0), address.formatted(1)), NOW);

        assertThat(file.problems())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .contains("WINDOW-026", "window weekend wants it", "first at 2026-11-29T09:00:00Z");
    }

    @Test
    void wholeDaysAreAsLongAsTheyAre() {
        Schedule schedule = parse("days: SUN, allDay: true").windows().get(0).schedule();

        assertThat(schedule.next(Instant.parse("2027-03-14T06:00:00Z")))
                .contains(new Occurrence(Instant.parse("2027-03-14T06:00:00Z"), Instant.parse("2027-03-15T05:00:00Z")));
        assertThat(schedule.next(Instant.parse("2027-11-07T05:00:00Z")))
                .contains(new Occurrence(Instant.parse("2027-11-07T05:00:00Z"), Instant.parse("2027-11-08T06:00:00Z")));
        assertThat(schedule.zone()).isEqualTo(ZoneId.of("America/Chicago"));
    }

    private static ParsedWindowsFile parse(String when) {
        return ParsedWindowsFile.parse(
                "windows.yaml",
                "windows:\n  - {name: a, zone: America/Chicago, when: {" + when + "}, instance: i-0123456789abcdef0}\n",
                NOW);
    }
}
