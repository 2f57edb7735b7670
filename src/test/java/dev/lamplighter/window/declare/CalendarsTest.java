package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.calendar.CalendarCopies;
import dev.lamplighter.window.calendar.CalendarCopy;
import dev.lamplighter.window.schedule.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CalendarsTest {
    private static final Instant FROM = Instant.parse("2026-12-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2027-01-03T00:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private ParsedWindowsFile read(String calendars, String when) throws IOException {
        Path file = Files.writeString(folder.resolve("windows.yaml"), """
                calendars: {%s}
                windows:
                  - name: service
                    zone: America/Chicago
                    when: {%s}
                    lead: 0s
                    instance: i-0123456789abcdef0
                """.formatted(calendars, when));
        return ParsedWindowsFile.read(file, FROM);
    }

    private List<String> days(String calendars, String when) throws IOException {
        ParsedWindowsFile file = read(calendars, when);
        assertThat(file.problems()).isEmpty();
        return file.windows().get(0).schedule().occurrences(FROM, TO).stream()
                .map(Occurrence::start)
                .map(start -> start.toString().substring(5, 10))
                .toList();
    }

    @Test
    void aWindowDoesNotOpenOnTheDatesOfItsCalendars() throws IOException {
        assertThat(days(
                        "us: {dates: [2026-12-25]}, school: {dates: [2026-12-28, 2026-12-29]}",
                        "days: MON-FRI, opens: '08:00', closes: '09:00', except: [us, school]"))
                .containsExactly("12-21", "12-22", "12-23", "12-24", "12-30", "12-31", "01-01");
    }

    @Test
    void anOvernightWindowIsJudgedByItsStartAndClosesOnTheHoliday() throws IOException {
        List<Occurrence> found = read(
                        "us: {dates: [2026-12-25]}", "days: 'THU,FRI', opens: '20:00', closes: '02:00', except: us")
                .windows()
                .get(0)
                .schedule()
                .occurrences(Instant.parse("2026-12-24T12:00:00Z"), Instant.parse("2026-12-27T12:00:00Z"));

        assertThat(found)
                .containsExactly(
                        new Occurrence(Instant.parse("2026-12-25T02:00:00Z"), Instant.parse("2026-12-25T08:00:00Z")));
    }

    @Test
    void theDateIsTheOneOnTheWindowsOwnWallClock() throws IOException {
        assertThat(read("c: {dates: [2026-12-25]}", "cron: '0 20 * * *', for: 1h, except: c")
                        .windows()
                        .get(0)
                        .schedule()
                        .occurrences(Instant.parse("2026-12-25T00:00:00Z"), Instant.parse("2026-12-26T12:00:00Z")))
                .extracting(Occurrence::start)
                .containsExactly(Instant.parse("2026-12-25T02:00:00Z"));
    }

    @Test
    void readsWholeDaysOfAnIcsFile() throws IOException {
        Files.writeString(folder.resolve("holidays.ics"), """
                BEGIN:VCALENDAR\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20261224\r
                DTEND;VALUE=DATE:20261226\r
                SUMMARY:Christmas, a long text that\r
                 DTSTART;VALUE=DATE:20261222\r
                END:VEVENT\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20200101\r
                RRULE:FREQ=YEARLY\r
                END:VEVENT\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20261230\r
                STATUS:CANCELLED\r
                END:VEVENT\r
                END:VCALENDAR\r
                """);

        assertThat(days("us: {file: holidays.ics}", "days: MON-FRI, opens: '08:00', closes: '09:00', except: us"))
                .containsExactly("12-21", "12-22", "12-23", "12-28", "12-29", "12-30", "12-31");
    }

    @Test
    void readsTheDateColumnOfACsvFile() throws IOException {
        Files.writeString(folder.resolve("holidays.csv"), """
                # ours
                Name,Date,Remark
                "Christmas, first",2026-12-25,

                Winter,2026-12-28,school
                """);

        assertThat(days(
                        "us: {dates: [2027-01-01], file: holidays.csv}",
                        "days: [MON, FRI], opens: '08:00', closes: '09:00', except: us"))
                .containsExactly("12-21");
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thanksgiving.ics | 2026-11-26 2027-11-25",
                "exdate.ics | 2027-12-24",
                "override.ics | 2026-12-23 2027-12-24",
                "alarm.ics | 2026-12-24 2026-12-25 2026-12-26",
            })
    void filesFoundInTheFieldExceptTheDaysTheyMean(String name, String days) throws IOException {
        Files.copy(Path.of("src/test/resources/calendars", name), folder.resolve(name));

        ParsedWindowsFile file = read("c: {file: " + name + "}", "cron: '0 8 * * *', for: 1h, except: c");

        assertThat(file.problems()).isEmpty();
        Instant begin = Instant.parse("2026-01-01T12:00:00Z");
        List<String> open =
                file.windows().get(0).schedule().occurrences(begin, begin.plus(Duration.ofDays(729))).stream()
                        .map(occurrence -> occurrence.start().toString().substring(0, 10))
                        .toList();
        assertThat(LocalDate.of(2026, 1, 2)
                        .datesUntil(LocalDate.of(2027, 12, 31))
                        .map(LocalDate::toString))
                .filteredOn(day -> !open.contains(day))
                .containsExactly(days.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "web-page.ics,WINDOW-040",
        "cut-off.ics,WINDOW-041",
        "no-events.ics,WINDOW-042",
        "empty.csv,WINDOW-042",
        "none.ics,WINDOW-024"
    })
    void aFileThatIsNoCalendarIsOneLineAndTheWindowOpensOnEveryDay(String name, String code) throws IOException {
        Path found = Path.of("src/test/resources/calendars", name);
        if (Files.exists(found)) {
            Files.copy(found, folder.resolve(name));
        }

        ParsedWindowsFile file =
                read("c: {file: " + name + "}", "days: MON-FRI, opens: '08:00', closes: '09:00', except: c");

        assertThat(codes(file.problems())).containsExactly(code);
        assertThat(file.problems().get(0).why()).endsWith("so that windows open even on its dates");
        assertThat(file.windows().get(0).schedule().occurrences(FROM, TO)).hasSize(10);
    }

    @Test
    void aCalendarWhoseLastDateIsOverIsARemarkAndCountsAllTheSame() throws IOException {
        ParsedWindowsFile file =
                read("us: {dates: [2025-12-25]}", "days: MON-FRI, opens: '08:00', closes: '09:00', except: us");

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks())
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-043  windows.yaml:1:17  calendar \"us\": its last date, 2025-12-25, is over, so from"
                                + " now on it keeps no window shut; fix: add the dates to come");
        Instant christmas = Instant.parse("2025-12-25T00:00:00Z");
        assertThat(file.windows().get(0).schedule().occurrences(christmas, christmas.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void todayIsNotOver() throws IOException {
        assertThat(read("us: {dates: [2026-12-19]}", "days: MON, opens: '08:00', closes: '09:00', except: us")
                        .remarks())
                .isEmpty();
    }

    @Test
    void timesInUtcThatAreNoDaysOfTheWindowAreARemark() throws IOException {
        Files.writeString(folder.resolve("utc.ics"), """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                DTSTART:20261223T230000Z
                DTEND:20261224T230000Z
                END:VEVENT
                END:VCALENDAR
                """);

        assertThat(read("c: {file: utc.ics}", "days: MON, opens: '08:00', closes: '09:00', except: c")
                        .remarks())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .startsWith("WINDOW-044  windows.yaml:5:")
                .contains("except \"c\": 1 of its times are written in UTC and are not whole days in America/Chicago");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us: {dates: [2026-12-32, 2026-12-25]} | WINDOW-017  windows.yaml:1:26  dates \"2026-12-32\": | 2026-12-25",
                "us: {} | WINDOW-006  windows.yaml:1:17  no \"dates\": | add dates",
                "us: {date: [2026-12-25], dates: [2026-12-25]} | WINDOW-003  windows.yaml:1:18 | did you mean \"dates\"?",
                "us: {file: no.ics} | WINDOW-024  windows.yaml:1:24  file \"no.ics\" can't be read | no such file or folder",
                "us: {file: no.txt} | WINDOW-024  windows.yaml:1:24 | .ics nor .csv",
                "us: {file: bad.csv} | WINDOW-017  bad.csv:2:1  date \"25.12.2026\": | 2026-12-25",
                "us: {file: bad.ics} | WINDOW-025  bad.ics:2:1  event of 24.12.2026: | is not a date or time",
                "us: {url: 'ftp://example.com/a.ics'} | WINDOW-045  windows.yaml:1:23 | neither https: nor http:",
                "us: {url: 'https:/a.ics'} | WINDOW-045  windows.yaml:1:23 | it names no host",
                "us: {url: 'https://me:word@example.com/a.ics'} | WINDOW-045  windows.yaml:1:23 | user or password",
                "us: {url: 'https://example.com/a b.ics'} | WINDOW-045  windows.yaml:1:23 | not a URL",
                "us: 2026-12-25 | WINDOW-004  windows.yaml:1:17 | keys and values",
            })
    void whatCannotBeReadOfACalendarIsToldWithItsPlaceAndTheWindowOpensAllTheSame(
            String calendars, String begins, String contains) throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "date\n25.12.2026\n");
        Files.writeString(
                folder.resolve("bad.ics"),
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:24.12.2026\nEND:VEVENT\nEND:VCALENDAR\n");

        ParsedWindowsFile file = read(calendars, "days: MON-FRI, opens: '08:00', closes: '09:00', except: us");

        assertThat(file.problems().get(0).line()).startsWith(begins).contains(contains);
        assertThat(codes(file.problems())).doesNotContain("WINDOW-007", "WINDOW-023");
        assertThat(file.windows().get(0).schedule().occurrences(FROM, TO))
                .hasSize(calendars.contains("dates") ? 9 : 10);
    }

    @Test
    void aCalendarAtAUrlIsReadFromItsCopyAndAskedForByNobodyHere() throws IOException {
        String yaml = """
                calendars: {us: {dates: [2026-12-24], url: "webcal://example.com/holidays?key=secret"}}
                windows:
                  - {name: w, zone: UTC, when: {days: MON-FRI, opens: "08:00", closes: "09:00", except: us}, instance: i-0123456789abcdef0}
                """;
        Path file = Files.writeString(folder.resolve("windows.yaml"), yaml);
        CalendarCopy copy = new CalendarCopy(
                FROM, FROM, "", "", Files.readAllBytes(Path.of("src/test/resources/calendars/alarm.ics")));

        ParsedWindowsFile without = WindowsYamlText.read(file).declared(FROM, CalendarCopies.NONE);
        ParsedWindowsFile with = WindowsYamlText.read(file)
                .declared(
                        FROM,
                        url -> Optional.of(copy)
                                .filter(any -> url.toString().equals("https://example.com/holidays?key=secret")));

        assertThat(without.problems()).isEmpty();
        assertThat(without.remarks())
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-046  windows.yaml:1:44  calendar \"us\": nothing has been fetched from example.com yet,"
                                + " so that windows open even on its dates; fix: start the service, which fetches it");
        assertThat(without.windows().get(0).schedule().occurrences(FROM, TO)).hasSize(9);
        assertThat(with.remarks())
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-046  windows.yaml:1:44  calendar \"us\": read from the copy of 2026-12-20T00:00:00Z,"
                                + " without asking example.com; fix: nothing, as long as the service runs, which asks once a day");
        assertThat(with.windows().get(0).schedule().occurrences(FROM, TO)).hasSize(8);
        assertThat(with.fetched()).hasSize(1);
    }

    @Test
    void aNameThatNoCalendarHasSetsTheWindowAside() throws IOException {
        ParsedWindowsFile file =
                read("us: {dates: [2026-12-25]}", "days: MON, opens: '08:00', closes: '09:00', except: uk");

        assertThat(file.problems().get(0).line())
                .startsWith("WINDOW-023  windows.yaml:5:")
                .contains("except \"uk\":", "did you mean us?");
        assertThat(file.windows()).isEmpty();
    }
}
