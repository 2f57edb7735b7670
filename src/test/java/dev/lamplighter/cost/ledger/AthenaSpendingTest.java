package dev.lamplighter.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.publish.PublishingFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What costs report tells of Athena's own costs. */
final class AthenaSpendingTest {
    private static final long MEGABYTE = 1024 * 1024;

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");
    private final AthenaScans scans = new AthenaScans(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    private void scanned(String id, long bytes, String query, Instant publishedAt) {
        scans.ended(id, at.clock.instant(), bytes);
        if (!query.isEmpty()) {
            scans.was(id, query, publishedAt);
        }
    }

    @Test
    void eachStatementIsBilledByTheMegabyteAndAtLeastTenOfThem() throws IOException {
        Instant first = at.clock.instant();
        Instant second = first.plus(Duration.ofHours(1));
        scanned("a", 0, "monthly-cost", first);
        scanned("b", 10 * MEGABYTE + 1, "monthly-cost", second);
        scanned("c", 1024 * 1024 * MEGABYTE, "cost-by-tag", second);
        scanned("d", MEGABYTE, "", first);

        // 10 + 11 + 1048576 + 10 megabytes at 5 USD for 1048576
        assertThat(at.desk().report())
                .containsExactly(
                        "no report has been delivered yet",
                        "Athena scanned 1048587.0 MB in 4 statements, 5.000148 USD in the last 30 days"
                                + " (5 USD per TB, each at least 10 MB)",
                        "    cost-by-tag: 1048576.0 MB in 1 time, 5.000000 USD",
                        "    monthly-cost: 10.0 MB in 2 times, 0.000100 USD",
                        "    publications and checks: 1.0 MB in 1 time, 0.000048 USD",
                        "    after the publication of 5 Oct 2026 01:00 UTC: 1048586.0 MB in 2 answers, 5.000052 USD",
                        "    after the publication of 5 Oct 2026 00:00 UTC: 0.0 MB in 1 answer, 0.000048 USD");
        JsonNode athena = new ObjectMapper().readTree(at.desk().reportJson()).path("athena");
        assertThat(athena.path("usd").asText()).isEqualTo("5.000148");
        assertThat(athena.path("queries").path(1).toString())
                .isEqualTo("{\"query\":\"monthly-cost\",\"runs\":2,\"scannedBytes\":10485761,\"usd\":\"0.000100\"}");
        assertThat(athena.path("queries").path(2).path("query").isNull()).isTrue();
        assertThat(athena.path("publications").findValuesAsText("publishedAt"))
                .containsExactly(second.toString(), first.toString());
    }

    @Test
    void whatIsOlderThanThirtyDaysIsForgotten() throws IOException {
        scanned("a", 1, "monthly-cost", at.clock.instant());
        at.clock.pass(Duration.ofDays(31));

        assertThat(at.desk().report()).containsExactly("no report has been delivered yet");
        assertThat(new ObjectMapper()
                        .readTree(at.desk().reportJson())
                        .path("athena")
                        .path("statements")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void statementsOfThePublicationAreFreeAndFailedOnesAreNotBilled() throws IOException {
        at.athena.scan(7);
        at.deliver("hourly", "2026-10", "a1", "1");
        assertThat(at.poll()).isEmpty();
        long selects = at.athena.statements().stream()
                .filter(sql -> sql.startsWith("SELECT"))
                .count();
        assertThat(scans.recent(at.clock.instant())).hasSize((int) selects).allMatch(scan -> scan.bytes() == 7);

        at.athena.failWhen(sql -> true);
        assertThat(at.desk().verify("2026-10")).singleElement().asString().startsWith("COST-111");
        assertThat(scans.recent(at.clock.instant())).hasSize((int) selects);
    }

    @Test
    void aStatementThatIsStoppedIsBilledForWhatItHasRead() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        int before = scans.recent(at.clock.instant()).size();
        at.athena.scan(99);
        at.athena.hangWhen(sql -> {
            at.clock.pass(Duration.ofMinutes(3));
            return true;
        });

        assertThat(at.desk().verify("2026-10")).singleElement().asString().startsWith("COST-112");

        assertThat(scans.recent(at.clock.instant()))
                .hasSize(before + 1)
                .first()
                .extracting(AthenaScan::bytes)
                .isEqualTo(99L);
    }
}
