package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are reckoned by hand: Chicago is UTC-6 in winter and UTC-5 in summer, Berlin UTC+1 and UTC+2. */
final class ZonedTimeTextTest {
    /** A Sunday, six o'clock in the morning in Chicago. */
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static ZonedTimeText in(String zone) {
        return ZonedTimeText.in(ZoneId.of(zone), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T01:00:00Z, America/Chicago, 19:00 CST",
        "2026-11-23T01:00:41Z, America/Chicago, 19:00 CST",
        "2026-11-23T06:00:00Z, America/Chicago, Mon 23 Nov 00:00 CST",
        "2026-11-22T05:59:00Z, America/Chicago, Sat 21 Nov 23:59 CST",
        "2027-01-03T14:30:00Z, America/Chicago, Sun 3 Jan 2027 08:30 CST",
        "2026-07-01T12:00:00Z, Europe/Berlin, Wed 1 Jul 14:00 CEST",
        "2026-11-22T23:30:00Z, Europe/Berlin, Mon 23 Nov 00:30 CET",
        "2026-11-22T14:30:00Z, UTC, 14:30 UTC"
    })
    void aMomentIsToldByTheClockOfItsZone(Instant moment, String zone, String text) {
        assertThat(in(zone).moment(moment)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T14:30:00Z | 2026-11-23T01:00:00Z | America/Chicago | today, 08:30 to 19:00 CST",
                "2026-11-29T14:30:00Z | 2026-11-30T01:00:00Z | America/Chicago | Sun 29 Nov, 08:30 to 19:00 CST",
                "2026-11-29T04:00:00Z | 2026-11-29T08:00:00Z | America/Chicago | Sat 28 Nov, 22:00 CST to Sun 29 Nov 02:00 CST",
                "2026-11-01T06:30:00Z | 2026-11-01T11:00:00Z | America/Chicago | Sun 1 Nov, 01:30 CDT to 05:00 CST",
                "2026-12-31T21:00:00Z | 2027-01-01T01:00:00Z | Europe/Berlin | Thu 31 Dec, 22:00 CET to Fri 1 Jan 2027 02:00 CET",
                "2026-11-22T14:30:05Z | 2026-11-22T14:31:00Z | UTC | today, 14:30:05 to 14:31:00 UTC"
            })
    void aSpanNamesDaysAndZonesOnlyWhereTheyDiffer(Instant start, Instant end, String zone, String text) {
        assertThat(in(zone).span(start, end)).isEqualTo(text);
    }

    @Test
    void timesInATextOfTheJournalAreThoseOfTheReader() {
        assertThat(in("America/Chicago")
                        .inWords("since 2026-11-22T14:30:00Z, until 2026-11-23T01:00:00.5Z; not 2026-11-22"))
                .isEqualTo("since " + in("America/Chicago").moment(Instant.parse("2026-11-22T14:30:00Z")) + ", until "
                        + in("America/Chicago").moment(Instant.parse("2026-11-23T01:00:00Z")) + "; not 2026-11-22");
        assertThat(ZonedTimeText.utc(Instant.parse("2026-11-22T14:30:00Z"))).isEqualTo("22 Nov 2026 14:30 UTC");
    }

    @Test
    void aSpanOfLessThanTwoMinutesHasItsSeconds() {
        assertThat(ZonedTimeText.in(ZoneOffset.UTC, NOW).span(NOW, NOW.plusSeconds(119)))
                .isEqualTo("today, 12:00:00 to 12:01:59 UTC");
        assertThat(ZonedTimeText.in(ZoneOffset.UTC, NOW).span(NOW, NOW.plusSeconds(120)))
                .isEqualTo("today, 12:00 to 12:02 UTC");
    }

    @Test
    void theOffsetOfUtcIsCalledByItsName() {
        assertThat(ZonedTimeText.in(ZoneOffset.UTC, NOW).moment(NOW)).isEqualTo("12:00 UTC");
        assertThat(in("America/Chicago").day(NOW)).isEqualTo("today");
        assertThat(in("America/Chicago").timeOfDay(NOW)).isEqualTo("06:00");
    }
}
