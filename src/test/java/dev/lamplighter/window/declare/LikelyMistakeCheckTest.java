package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written and is hardly ever meant, on 27 November 2026. */
final class LikelyMistakeCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** Refused or remarked: whatever this Java knows of the name, the city zone is said first. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EST | America/New_York",
                "EDT | America/New_York",
                "est | America/New_York",
                "EST5EDT | America/New_York",
                "Eastern Time | America/New_York",
                "Eastern Standard Time | America/New_York",
                "CST | America/Chicago",
                "CDT | America/Chicago",
                "Central Time | America/Chicago",
                "central time | America/Chicago",
                "Central_Time | America/Chicago",
                "Central Standard Time | America/Chicago",
                "CST6CDT | America/Chicago",
                "MST | America/Denver",
                "Mountain Time | America/Denver",
                "US Mountain Standard Time | America/Phoenix",
                "PST | America/Los_Angeles",
                "PST8PDT | America/Los_Angeles",
                "Pacific Time | America/Los_Angeles",
                "HST | Pacific/Honolulu",
                "BST | Europe/London",
                "GMT Standard Time | Europe/London",
                "MEZ | Europe/Berlin",
                "MESZ | Europe/Berlin",
                "CET | Europe/Berlin",
                "CEST | Europe/Berlin",
                "W. Europe Standard Time | Europe/Berlin",
                "Central Europe Standard Time | Europe/Budapest",
                "Romance Standard Time | Europe/Paris",
                "FLE Standard Time | Europe/Kyiv",
                "EET | Europe/Athens",
                "IST | Asia/Kolkata",
                "India Standard Time | Asia/Kolkata",
                "JST | Asia/Tokyo",
                "AEST | Australia/Sydney",
                "AUS Eastern Standard Time | Australia/Sydney",
                "NZST | Pacific/Auckland",
                "GMT+1 | Europe/Berlin",
                "UTC+2 | Europe/Athens",
                "GMT-6 | America/Chicago",
                "+05:30 | Asia/Kolkata",
                "Etc/GMT+5 | America/New_York"
            })
    void anAliasOfAZoneIsToldWithTheCityThatIsMeant(String zone, String city) {
        ParsedWindowsFile file = parse("zone: \"" + zone + "\", when: {days: SUN, opens: '08:00', closes: '09:00'}");

        List<Problem> told = file.problems().isEmpty() ? file.remarks() : file.problems();
        assertThat(told).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(file.problems().isEmpty() ? "WINDOW-056" : "WINDOW-013");
            assertThat(problem.fix()).matches("write (the zone of a city: )?" + city + "\\b.*");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/Chicago",
                "Europe/Berlin",
                "UTC",
                "Z",
                "GMT",
                "Etc/UTC",
                "GMT+0",
                "US/Central",
                "Asia/Kathmandu",
                "Africa/Lagos"
            })
    void aCityAndGreenwichAreNotTold(String zone) {
        ParsedWindowsFile file = parse("zone: \"" + zone + "\", when: {days: SUN, opens: '08:00', closes: '09:00'}");

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void theZoneOfTheDefaultsIsToldOnceAtItsPlace() {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            defaults: {zone: PST8PDT}
            windows:
              - {name: a, when: {days: SUN, opens: "08:00", closes: "09:00"}, instance: i-0123456789abcdef0}
              - {name: b, when: {days: MON, opens: "08:00", closes: "09:00"}, instance: i-0123456789abcdef0}
            """, NOW);

        assertThat(file.remarks())
                .extracting(Problem::line)
                .singleElement()
                .asString()
                .startsWith("WINDOW-056  windows.yaml:1:18  zone \"PST8PDT\"");
    }

    /** A suggestion that is no zone would be refused in its turn. */
    @Test
    void everySuggestedZoneIsOne() {
        assertThat(ZoneAliasTable.all()).hasSizeGreaterThan(100);
        ZoneAliasTable.all()
                .forEach((name, cities) -> assertThat(cities)
                        .as(name)
                        .isNotEmpty()
                        .allMatch(city -> ZoneId.getAvailableZoneIds().contains(city))
                        .allMatch(city -> ZoneAliasTable.cities(city).isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 8 1-7 * 0 | write days: first SUN with opens and closes",
                "0 8 8-14 * 3 | write days: second WED with opens and closes",
                "0 8 15-21 * 6 | write days: third SAT with",
                "30 8 22-28 * fri | write days: fourth FRI with",
                "0 8 1-7 6,9 1,5 | write days: first MON, first FRI with",
                "0 8 13 * 5 | write days: first SUN, or another",
                "0 8 1,15 * 1 | write days: first SUN, or another"
            })
    void cronsEitherDayIsToldWithWhatToWrite(String cron, String fix) {
        ParsedWindowsFile file = parse("zone: UTC, when: {cron: '" + cron + "', for: 1h}");

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks()).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo("WINDOW-049");
            assertThat(remark.where()).isEqualTo("windows.yaml:2:39");
            assertThat(remark.what()).isEqualTo("cron \"" + cron + "\"");
            assertThat(remark.why()).contains("matches either field");
            assertThat(remark.fix()).startsWith(fix);
        });
        assertThat(parse("zone: UTC, guard: {cron: '" + cron + "'}").remarks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 8 * * 0", "0 8 1-7 * *", "0 8 1-7 * */7", "0 8 */2 * 1", "0 8 1-31 * 1", "0 8 13 * 0-6"})
    void aLineThatMeansWhatItSaysIsNotTold(String cron) {
        assertThat(parse("zone: UTC, when: {cron: '" + cron + "', for: 1h}").remarks())
                .isEmpty();
    }

    @Test
    void aOneOffInThePastIsToldAndOneThatIsOpenOrAheadIsNot() {
        assertThat(parse("zone: America/Chicago, when: {from: 2025-12-24T16:00, to: 2025-12-24T18:00}")
                        .remarks())
                .extracting(Problem::line)
                .containsExactly(
                        "WINDOW-038  windows.yaml:2:44  window a: a is over and will never open; fix: write the right"
                                + " year, or remove the window");
        assertThat(parse("zone: UTC, when: {from: 2026-11-27T11:00, to: 2026-11-27T12:00}")
                        .remarks())
                .extracting(Problem::code)
                .containsExactly("WINDOW-038");
        assertThat(parse("zone: UTC, when: {from: 2026-11-27T11:00, to: 2026-11-27T12:01}")
                        .remarks())
                .isEmpty();
        assertThat(parse("zone: UTC, when: {from: 2026-12-24T11:00, to: 2026-12-24T12:01}")
                        .remarks())
                .isEmpty();
    }

    @Test
    void aWindowThatTerminatesAgainAndAgainIsTold() {
        String weekly = "zone: UTC, when: {days: SUN, opens: '08:00', closes: '09:00'}, then: ";
        assertThat(parse(weekly + "terminate").remarks())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains("WINDOW-039", "i-0123456789abcdef0 is gone for good", "write then: stop");
        assertThat(parse(weekly + "stop").remarks()).isEmpty();
        assertThat(parse("zone: UTC, when: {from: 2026-12-24T11:00, to: 2026-12-24T12:00}, then: terminate")
                        .remarks())
                .isEmpty();
    }

    private static ParsedWindowsFile parse(String window) {
        return ParsedWindowsFile.parse(
                "windows.yaml", "windows:\n  - {name: a, " + window + ", instance: i-0123456789abcdef0}\n", NOW);
    }
}
