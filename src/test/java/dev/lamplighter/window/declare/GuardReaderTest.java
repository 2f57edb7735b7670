package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write for a guard; the next two moments after Sunday 22 November 2026, 06:00 in Chicago, are read off a calendar. */
final class GuardReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days: MON-SUN, at: '22:00' | 2026-11-22T22:00 2026-11-23T22:00 | PT1H",
                "days: MON-FRI, at: '22:00' | 2026-11-23T22:00 2026-11-24T22:00 | PT1H",
                "days: SAT-SUN, at: '00:00' | 2026-11-28T00:00 2026-11-29T00:00 | PT1H",
                "days: last FRI, at: '23:59', within: 2h | 2026-11-27T23:59 2026-12-25T23:59 | PT2H",
                "days: SUN, every: 2 weeks, from: 2026-11-29, at: '12:00' | 2026-11-29T12:00 2026-12-13T12:00 | PT1H",
                "days: MON, months: JAN, at: '20:00:30' | 2027-01-04T20:00:30 2027-01-11T20:00:30 | PT1H",
                "cron: '0 22 * * *' | 2026-11-22T22:00 2026-11-23T22:00 | PT1H",
                "cron: '30 20 1 * *', within: 30m | 2026-12-01T20:30 2027-01-01T20:30 | PT30M",
                "cron: '0 6,18 * * 1-5' | 2026-11-23T06:00 2026-11-23T18:00 | PT1H",
                "days: SUN, months: MAR, at: '02:30' | 2027-03-07T02:30 2027-03-14T03:00 | PT1H",
                "days: SUN, months: NOV, at: '01:30' | 2026-11-29T01:30 2027-11-07T01:30 | PT1H"
            })
    void comesAsTheCalendarSaysAndMayBeLateForAsLong(String guard, String moments, Duration within) {
        ParsedWindowsFile file = parse("guard: {" + guard + "}");

        assertThat(file.problems()).isEmpty();
        StreamingWindow read = file.windows().get(0);
        assertThat(read.isGuard()).isTrue();
        assertThat(read.windowTimings().grace()).isEqualTo(within);
        Occurrence first = read.schedule().next(NOW).orElseThrow();
        Occurrence second = read.schedule().next(first.start().plusNanos(1)).orElseThrow();
        assertThat(List.of(first, second))
                .extracting(moment -> String.valueOf(
                        moment.start().atZone(read.schedule().zone()).toLocalDateTime()))
                .containsExactly(moments.split(" ", -1));
        assertThat(List.of(first, second)).allMatch(moment -> moment.length().equals(within));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guard: {days: MON-SUN} | WINDOW-006 | add at:",
                "guard: {at: '22:00'} | WINDOW-006 | add days:",
                "guard: {} | WINDOW-006 | add days:",
                "guard: {days: MON-SUN, at: '8:00'} | WINDOW-015 | two digits",
                "guard: {days: MON-SUN, opens: '22:00'} | WINDOW-003 | the keys here are days",
                "guard: {days: MON-SUN, at: '22:00', cron: '0 22 * * *'} | WINDOW-008 | keep the keys of one form",
                "guard: {cron: '0 22 * *'} | WINDOW-020 | 30 8 * * 0",
                "guard: {days: MON-SUN, at: '22:00', within: 2d} | WINDOW-016 | write it as in 1h",
                "guard: {days: MON-SUN, at: '22:00', within: 0s} | WINDOW-016 | 1h",
                "guard: {days: nightly, at: '22:00'} | WINDOW-014 | MON-FRI",
                "guard: '22:00' | WINDOW-004 | keys and values",
                "guard: {days: MON-SUN, at: '22:00'}, then: terminate | WINDOW-019 | write then: stop",
                "guard: {days: MON-SUN, at: '22:00'}, lead: 5m | WINDOW-003 | the keys here are name, guard",
                "guard: {days: MON-SUN, at: '22:00'}, when: {days: MON, opens: '08:00', closes: '09:00'} | WINDOW-003 | unknown key \"when\"",
                "guard: {days: SUN, every: 2 weeks, at: '22:00'} | WINDOW-006 | add from:",
                "guard: {days: SUN, from: 2026-01-04, at: '22:00'} | WINDOW-006 | add every:",
                "guard: {days: [], at: '22:00'} | WINDOW-006 | add days:",
                "guard: {days: SUN, at: '22:00', except: us} | WINDOW-023 | "
            })
    void oddInputIsToldWithWhatToWrite(String guard, String code, String fix) {
        ParsedWindowsFile file = parse(guard);

        assertThat(file.windows()).isEmpty();
        assertThat(file.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(code));
        assertThat(file.problems().get(0).line()).contains(fix == null ? "" : fix);
    }

    @Test
    void itTakesTheDefaultsThatItHasUseForAndACalendar() {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            defaults: {zone: Europe/Berlin, region: eu-central-1, lead: 10m, grace: 5m, manual: enforce}
            calendars: {xmas: {dates: [2026-12-24]}}
            windows:
              - {name: nightly, guard: {days: MON-SUN, at: "22:00", except: xmas}, instances: [i-0123456789abcdef0], then: hibernate}
            """, NOW);

        assertThat(file.problems()).isEmpty();
        StreamingWindow guard = file.windows().get(0);
        assertThat(guard.isGuard()).isTrue();
        assertThat(guard.windowTimings().grace()).isEqualTo(Duration.ofHours(1));
        assertThat(guard.windowPolicy().endAction()).isEqualTo(EndAction.HIBERNATE);
        assertThat(guard.windowResources().accountRegion().region()).isEqualTo("eu-central-1");
        assertThat(guard.schedule()
                        .occurrences(Instant.parse("2026-12-24T00:00:00Z"), Instant.parse("2026-12-25T12:00:00Z")))
                .extracting(Occurrence::start)
                .isEmpty();
    }

    /** The lead of a window is not shortened by a guard, and no address is taken away by one. */
    @Test
    void aGuardIsInNobodysWay() {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            defaults: {zone: UTC}
            windows:
              - {name: nightly, guard: {days: MON-SUN, at: "07:30"}, instance: i-0123456789abcdef0}
              - {name: morning, when: {days: MON, opens: "08:35", closes: "09:00"}, instance: i-0123456789abcdef0}
            """, NOW);

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks()).isEmpty();
    }

    private static ParsedWindowsFile parse(String guard) {
        return ParsedWindowsFile.parse(
                "windows.yaml",
                "windows:\n  - {name: a, zone: America/Chicago, " + guard + ", instance: i-0123456789abcdef0}\n",
                NOW);
    }
}
