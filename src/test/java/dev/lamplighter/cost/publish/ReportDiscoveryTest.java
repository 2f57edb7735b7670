package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.cost.ledger.ReportVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
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
        "cur/,  cur/hourly/metadata/BILLING_PERIOD=2026-10/hourly-Manifest.json,        true",
        "cur/,  cur/hourly/metadata/billing_period=2026-10/hourly-Manifest.json,        true",
        "'',    hourly/metadata/BILLING_PERIOD=2026-10/2026-10-05T00:00Z-1/hourly-Manifest.json, true",
        "cur/,  cur/hourly/metadata/BILLING_PERIOD=2026-10/a/b/hourly-Manifest.json,    false",
        "cur/,  cur/hourly/metadata/BILLING_PERIOD=2026-13/hourly-Manifest.json,        false",
        "cur/,  cur/hourly/metadata/BILLING_PERIOD=2026-10/hourly-Metadata.json,        false",
        "cur/,  cur/hourly/data/BILLING_PERIOD=2026-10/hourly-Manifest.json,            false",
        "cur/,  cur/other/metadata/BILLING_PERIOD=2026-10/hourly-Manifest.json,         false",
    })
    void knowsTheOneManifestThatCounts(String prefix, String key, boolean counts) throws IOException {
        MemoryStore bucket = new MemoryStore("reports", new SimulatedClock("2026-10-05T00:00:00Z"));
        bucket.put(key, "{}");

        assertThat(new ReportDiscovery(bucket, prefix, Set.of()).versions("hourly"))
                .hasSize(counts ? 1 : 0);
    }

    @Test
    void listsTheOldestFirst() throws IOException {
        SimulatedClock clock = new SimulatedClock("2026-10-05T00:00:00Z");
        MemoryStore bucket = new MemoryStore("reports", clock);
        bucket.put("hourly/20261001-20261101/hourly-Manifest.json", "october");
        clock.pass(Duration.ofSeconds(1));
        bucket.put("hourly/20260901-20261001/hourly-Manifest.json", "september, delivered again");

        assertThat(new ReportDiscovery(bucket, "", Set.of()).versions("hourly"))
                .extracting(ReportVersion::manifestUri)
                .containsExactly(
                        "s3://reports/hourly/20261001-20261101/hourly-Manifest.json",
                        "s3://reports/hourly/20260901-20261001/hourly-Manifest.json");
    }

    @Test
    void takesTheLatestDeliveryOfAnExportThatKeepsThemAll() throws IOException {
        SimulatedClock clock = new SimulatedClock("2026-10-05T00:00:00Z");
        MemoryStore bucket = new MemoryStore("reports", clock);
        for (String run : List.of("z-first", "b-second", "a-third")) {
            bucket.put("focus/metadata/billing_period=2026-10/" + run + "/focus-Manifest.json", run);
            clock.pass(Duration.ofHours(8));
        }
        bucket.put("focus/metadata/billing_period=2026-11/z-first/focus-Manifest.json", "november");

        assertThat(new ReportDiscovery(bucket, "", Set.of()).versions("focus"))
                .extracting(ReportVersion::month, version -> version.manifest().key())
                .containsExactly(
                        tuple("2026-10", "focus/metadata/billing_period=2026-10/a-third/focus-Manifest.json"),
                        tuple("2026-11", "focus/metadata/billing_period=2026-11/z-first/focus-Manifest.json"));
    }

    @Test
    void keepsReportsOfEveryKindInOneBucketApart() throws IOException {
        MemoryStore bucket = new MemoryStore("reports", new SimulatedClock("2026-10-05T00:00:00Z"));
        bucket.put("hourly/20261001-20261101/hourly-Manifest.json", "legacy");
        bucket.put("cur2/metadata/BILLING_PERIOD=2026-10/cur2-Manifest.json", "CUR 2.0");
        bucket.put("cur2/metadata/BILLING_PERIOD=2026-10/run/cur2-Manifest.json", "the same again");
        bucket.put("cur2-b/metadata/BILLING_PERIOD=2026-10/cur2-b-Manifest.json", "another");

        assertThat(new ReportDiscovery(bucket, "", new LinkedHashSet<>(List.of("hourly", "cur2"))).versions())
                .extracting(
                        ReportVersion::reportName, version -> version.manifest().key())
                .containsExactly(
                        tuple("hourly", "hourly/20261001-20261101/hourly-Manifest.json"),
                        tuple("cur2", "cur2/metadata/BILLING_PERIOD=2026-10/cur2-Manifest.json"));
    }
}
