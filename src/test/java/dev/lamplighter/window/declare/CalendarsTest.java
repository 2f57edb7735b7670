package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.schedule.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    private WindowsFile read(String calendars, String when) throws IOException {
        Path file = Files.writeString(folder.resolve("windows.yaml"), """
                calendars: {%s}
                windows:
                  - name: service
                    zone: America/Chicago
                    when: {%s}
                    lead: 0s
                    instance: i-0123456789abcdef0
                """.formatted(calendars, when));
        return WindowsFile.read(file, FROM);
    }

    private List<String> days(String calendars, String when) throws IOException {
        WindowsFile file = read(calendars, when);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us: {dates: [2026-12-32]} | us | WINDOW-017  windows.yaml:1:26  dates \"2026-12-32\": | 2026-12-25",
                "us: {dates: [2026-12-25]} | uk | WINDOW-023  windows.yaml:5:68  except \"uk\": | did you mean us?",
                "us: {} | us | WINDOW-006  windows.yaml:1:17  no \"dates\": | add dates",
                "us: {date: [2026-12-25]} | us | WINDOW-003  windows.yaml:1:18 | did you mean \"dates\"?",
                "us: {file: no.ics} | us | WINDOW-024  windows.yaml:1:24  file \"no.ics\" can't be read | NoSuchFile",
                "us: {file: no.txt} | us | WINDOW-024  windows.yaml:1:24 | .ics nor .csv",
                "us: {file: bad.csv} | us | WINDOW-017  bad.csv:2:1  date \"25.12.2026\": | 2026-12-25",
                "us: {file: bad.ics} | us | WINDOW-025  bad.ics:2:1  event of 20261224T180000Z: | not a whole day",
                "us: {file: weekly.ics} | us | WINDOW-025  weekly.ics:1:1  event of 20261224: | FREQ=WEEKLY",
            })
    void whatCannotBeReadIsToldWithItsPlaceAndSetsItsWindowsAside(
            String calendars, String except, String begins, String contains) throws IOException {
        Files.writeString(folder.resolve("bad.csv"), "date\n25.12.2026\n");
        Files.writeString(
                folder.resolve("bad.ics"), "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224T180000Z\nEND:VEVENT\n");
        Files.writeString(
                folder.resolve("weekly.ics"),
                "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n");

        WindowsFile file = read(calendars, "days: MON-FRI, opens: '08:00', closes: '09:00', except: " + except);

        assertThat(file.problems().get(0).line()).startsWith(begins).contains(contains);
        assertThat(file.problems().stream().skip(1))
                .extracting(Problem::code)
                .allMatch(List.of("WINDOW-006", "WINDOW-007")::contains);
        assertThat(file.windows()).isEmpty();
    }
}
