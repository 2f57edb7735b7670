package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportDiscoveryTest {
    @ParameterizedTest(name = "prefix \"{0}\", key \"{1}\": {2}")
    @CsvSource({
        "cur/,  cur/hourly/20261001-20261101/hourly-Manifest.json,                      true",
        "'',    hourly/20261001-20261101/hourly-Manifest.json,                          true",
        "cur//, cur//hourly/20261001-20261101/hourly-Manifest.json,                     true",
        "/cur/, /cur/hourly/20261001-20261101/hourly-Manifest.json,                     true",
        "cur/,  cur/hourly/20260801-20260831/hourly-Manifest.json,                      true",
        "cur/,  cur/hourly/20261001-20261101/20261102T053621Z/hourly-Manifest.json,     false",
        "cur/,  cur/hourly/20261001-20261101/hourly-RedshiftManifest.json,              false",
        "cur/,  cur/hourly/20261001-20261101/Manifest.json,                             false",
        "cur/,  cur/hourly/20261001-20261101/daily-Manifest.json,                       false",
        "cur/,  cur/hourly/20261001-20261101/hourly-Manifest.json.bak,                  false",
        "cur/,  cur/hourly/hourly-Manifest.json,                                        false",
        "cur/,  cur/hourly/2026-10/hourly-Manifest.json,                                false",
        "cur/,  cur/hourly-2/20261001-20261101/hourly-2-Manifest.json,                  false",
        "'',    cur/hourly/20261001-20261101/hourly-Manifest.json,                      false",
        "cur/,  'cur/hourly/20261001-20261101/${sysenv.HOME}-Manifest.json',            false",
        "c.r/,  cxr/hourly/20261001-20261101/hourly-Manifest.json,                      false",
    })
    void knowsTheOneManifestThatCounts(String prefix, String key, boolean counts) throws IOException {
        MemoryStore bucket = new MemoryStore("reports", new MovingClock("2026-10-05T00:00:00Z"));
        bucket.put(key, "{}");

        assertThat(new ReportDiscovery(bucket, prefix, Set.of()).versions("hourly"))
                .hasSize(counts ? 1 : 0);
    }

    @Test
    void listsTheOldestFirst() throws IOException {
        MovingClock clock = new MovingClock("2026-10-05T00:00:00Z");
        MemoryStore bucket = new MemoryStore("reports", clock);
        bucket.put("hourly/20261001-20261101/hourly-Manifest.json", "october");
        clock.advance(Duration.ofSeconds(1));
        bucket.put("hourly/20260901-20261001/hourly-Manifest.json", "september, delivered again");

        assertThat(new ReportDiscovery(bucket, "", Set.of()).versions("hourly"))
                .extracting(ReportVersion::manifestUri)
                .containsExactly(
                        "s3://reports/hourly/20261001-20261101/hourly-Manifest.json",
                        "s3://reports/hourly/20260901-20261001/hourly-Manifest.json");
    }
}
