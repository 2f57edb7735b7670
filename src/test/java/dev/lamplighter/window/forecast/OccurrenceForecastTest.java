package dev.lamplighter.window.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.ec2.NamedInstance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OccurrenceForecastTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static OccurrenceForecast forecast(String when) {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            calendars: {us: {dates: [2026-11-26]}}
            windows:
              - name: service
                zone: America/Chicago
                when: {%s}
                instances: [i-0123456789abcdef0, i-0123456789abcdef1]
            """.formatted(when), NOW);
        assertThat(file.problems()).isEmpty();
        return new OccurrenceForecast(file.windows());
    }

    @Test
    void aSentenceSaysLocalTimeAndWhenTheMachinesStart() {
        PlannedOccurrence next = forecast("days: SUN, opens: '08:30', closes: '19:00'")
                .next(1, NOW)
                .get(0);

        assertThat(new OccurrenceForecastText(NOW).sentence(next))
                .isEqualTo("service opens today, 08:30 to 19:00 CST (10 h 30 min); needs i-0123456789abcdef0,"
                        + " i-0123456789abcdef1 from 08:20.");
        InstanceNames names =
                InstanceNames.of(List.of(new NamedInstance("i-0123456789abcdef1", "relay\n2", AccountRegion.OWN)));
        assertThat(new OccurrenceForecastText(Instant.parse("2026-11-22T20:00:00Z"), names).sentence(next))
                .isEqualTo("service is open today, 08:30 to 19:00 CST (10 h 30 min); needs i-0123456789abcdef0,"
                        + " relay 2 (i-0123456789abcdef1) from 08:20.");
        assertThat(new OccurrenceForecastText(Instant.parse("2027-01-01T20:00:00Z")).sentence(next))
                .startsWith("service was open Sun 22 Nov 2026, 08:30 to 19:00 CST");
    }

    @Test
    void whatAWindowDoesBesideIsToldAtTheEnd() {
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", """
            windows:
              - name: service
                zone: America/Chicago
                when: {days: SUN, opens: "08:30", closes: "19:00"}
                region: eu-west-1
                addressesAt: opens
                addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}]
                volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]
                beforeReady: {route: "direct:warm-up", within: 90s}
                preStop: {route: "direct:ship-logs"}
                instance: i-0123456789abcdef0
            """, NOW);

        assertThat(new OccurrenceForecastText(NOW)
                        .sentence(new OccurrenceForecast(file.windows())
                                .next(1, NOW)
                                .get(0)))
                .endsWith("from 08:20. All of it in eu-west-1. vol-0123456789abcdef0 is attached to i-0123456789abcdef0"
                        + " as /dev/sdf. Its addresses come when it opens. direct:warm-up runs before it is ready,"
                        + " 1 min 30 s at most. direct:ship-logs runs before the stop, 5 min at most.");
    }

    @Test
    void aChangeOfTheClocksIsRemarked() {
        OccurrenceForecast night = forecast("days: SUN, opens: '01:30', closes: '05:00'");
        OccurrenceForecast gap = forecast("days: SUN, opens: '02:30', closes: '05:00'");
        OccurrenceForecast end = forecast("days: SAT, opens: '22:00', closes: '01:30'");

        assertThat(new OccurrenceForecastText(NOW)
                        .sentence(night.next(1, Instant.parse("2026-11-01T00:00:00Z"))
                                .get(0)))
                .contains("The clocks go back by 1 h at 02:00.", "Its opening time is shown twice; this is the first.");
        assertThat(new OccurrenceForecastText(NOW)
                        .sentence(gap.next(1, Instant.parse("2027-03-14T00:00:00Z"))
                                .get(0)))
                .contains(
                        "Sun 14 Mar 2027, 03:00 to 05:00 CDT",
                        "The clocks go forward by 1 h at 02:00. It opens when they do.");
        assertThat(new OccurrenceForecastText(NOW)
                        .sentence(end.next(1, Instant.parse("2026-10-31T12:00:00Z"))
                                .get(0)))
                .contains(
                        "Sat 31 Oct, 22:00 CDT to Sun 1 Nov 01:30 CST",
                        "Its closing time is shown twice; this is the second.");
    }

    @Test
    void whatACalendarSuppressesIsToldButNotPlanned() {
        List<PlannedOccurrence> week = forecast("days: WED-FRI, opens: '08:30', closes: '09:20', except: us")
                .between(NOW, Instant.parse("2026-11-29T12:00:00Z"));

        assertThat(week).hasSize(3);
        assertThat(new OccurrenceForecastText(NOW).sentence(week.get(1)))
                .isEqualTo("service does not open on Thu 26 Nov: calendar us.");
        assertThat(OccurrenceForecastText.instanceHours(week)).isEqualTo("4.0");
        assertThat(OccurrenceJson.plan(week)).isEqualTo("""
                        [
                          {"window":"service","start":"2026-11-25T14:30:00Z","end":"2026-11-25T15:20:00Z"},
                          {"window":"service","start":"2026-11-27T14:30:00Z","end":"2026-11-27T15:20:00Z"}
                        ]""");
        assertThat(OccurrenceForecastText.sum(week)).isEqualTo("2 occurrences, 4.0 instance hours, leads included");
        assertThat(OccurrenceForecastText.sum(List.of())).isEqualTo("No window opens in this time.");
        assertThat(OccurrenceJson.plan(List.of())).isEqualTo("[]");
    }

    @Test
    void theNextOnesMayBeYearsAway() {
        assertThat(forecast("cron: '0 8 29 2 *', for: 1h").next(2, NOW))
                .extracting(plannedOccurrence ->
                        plannedOccurrence.occurrence().start().toString())
                .containsExactly("2028-02-29T14:00:00Z", "2032-02-29T14:00:00Z");
        assertThat(forecast("from: 2020-01-01T08:00, to: 2020-01-01T09:00").next(2, NOW))
                .isEmpty();
    }

    @Test
    void aPlanHasBoundsHoweverLongATimeItIsAskedFor() {
        OccurrenceForecast minutes = forecast("cron: '* * * * *', for: 1m");
        OccurrenceForecast sundays = forecast("days: SUN, opens: '08:30', closes: '19:00'");

        for (String[] asked : new String[][] {
            {"0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"},
            {"2026-11-22T12:00:00Z", "2027-12-28T12:00:00Z"},
            {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"},
            {"2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"}
        }) {
            assertThatThrownBy(() -> sundays.plan(Instant.parse(asked[0]), Instant.parse(asked[1])))
                    .as(asked[0] + " to " + asked[1])
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("WINDOW-141  ");
        }
        assertThat(sundays.plan(NOW, NOW.plus(OccurrenceForecast.LONGEST))).hasSize(58);
        assertThat(minutes.plan(NOW, NOW.plus(Duration.ofMinutes(10_000)))).hasSize(10_000);
        assertThatThrownBy(() -> minutes.plan(NOW, NOW.plus(OccurrenceForecast.LONGEST)))
                .hasMessageContaining("at most 10000 occurrences");
        assertThat(minutes.next(Integer.MAX_VALUE, NOW)).hasSize(10_000);
        assertThat(sundays.next(-1, NOW)).isEmpty();
    }

    @Test
    void aPlanFoundInStretchesIsTheSameAsTheSchedulesOwn() {
        Instant end = NOW.plus(Duration.ofDays(300));
        for (String when : List.of(
                "cron: '30 22 */3 * *', for: 50h",
                "days: MON-FRI, opens: '23:00', closes: '01:00'",
                "cron: '0 8 1 * *', for: 31d")) {
            OccurrenceForecast forecast = forecast(when);
            List<PlannedOccurrence> found = forecast.between(NOW, end);
            assertThat(found)
                    .as(when)
                    .extracting(PlannedOccurrence::occurrence)
                    .containsExactlyElementsOf(found.get(0).window().schedule().occurrences(NOW, end));
        }
    }
}
