package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Going back, going on, looking, cleaning up. */
final class VersionsByHandTest {
    private static final String MONTH = "costs 2026-10";
    private static final String FOLDER = "s3://lake/lamplighter/costs/billing_period=2026-10/";
    private static final String RECORDS = "lamplighter/reconciliation/hourly/2026-10/";

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    private void deliver(String assembly, String... costs) throws IOException {
        at.deliver("hourly", "2026-10", assembly, costs);
        assertThat(at.poll()).isEmpty();
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(at.target.text(key));
    }

    @Test
    void whatWasTakenBackStaysBackUntilANewerAssemblyArrives() throws IOException {
        deliver("a1", "10");
        deliver("a2", "7.5");

        assertThat(at.desk().rollback("", "2026-10", ""))
                .containsExactly(
                        "2026-10 published: 1 rows in = rows out, cost 10 exact"
                                + " (changed by 2.5 USD because of assembly a1)",
                        "    AmazonEC2 +2.5 (7.5 to 10)");
        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a1/");
        at.poll();
        at.restart();
        at.poll();
        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a1/");

        deliver("a3", "8");
        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a3/");
        assertThat(Objects.requireNonNull(at.ledger().published().get(0).change())
                        .sentence())
                .isEqualTo("changed by -2 USD because of assembly a3");
        assertThat(at.ledger().versions("hourly", "2026-10"))
                .extracting(ReportLedgerEntry::phase)
                .containsExactly(VersionPhase.PUBLISHED, VersionPhase.SUPERSEDED, VersionPhase.SUPERSEDED);
    }

    @Test
    void whatWasTakenBackIsPublishedAgainWhenItIsSaid() throws IOException {
        deliver("a1", "10");
        deliver("a2", "7.5");
        at.desk().rollback("hourly", "2026-10", "a1");
        assertThat(at.desk().plan())
                .containsExactly("2026-10  hourly  assembly a2  nothing: taken back by hand for assembly a1; costs"
                        + " publish 2026-10 brings it back");

        assertThat(at.desk().publish("2026-10").get(0)).contains("changed by -2.5 USD because of assembly a2");

        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a2/");
        assertThat(at.converter.conversions()).isEqualTo(2);
        assertThat(at.desk().publish("")).containsExactly("nothing to publish");
    }

    @Test
    void goingBackIsFinishedAfterACrashBetweenDecisionAndSwitch() throws IOException {
        deliver("a1", "10");
        deliver("a2", "7.5");
        at.athena.isUnreachableWhen(sql -> true);
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "")).hasMessageContaining("COST-106");
        at.athena.isUnreachableWhen(sql -> false);
        at.restart();
        at.clock.pass(Duration.ofHours(2));

        at.poll();

        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a1/");
        assertThat(at.ledger().published())
                .extracting(ReportLedgerEntry::assemblyId)
                .containsExactly("a1");
    }

    @Test
    void goingBackNeedsAVersionThatIsThere() throws IOException {
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "")).hasMessageContaining("COST-107");
        deliver("a1", "10");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "")).hasMessageContaining("no earlier version");
        deliver("a2", "7.5");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "a7"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there are [a2 (PUBLISHED), a1 (SUPERSEDED)]");
        assertThatThrownBy(() -> at.desk().rollback("daily", "2026-10", "")).hasMessageContaining("COST-109");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-13", "")).hasMessageContaining("COST-109");
        at.target.delete("lamplighter/costs/billing_period=2026-10/a1/0.parquet");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "a1")).hasMessageContaining("COST-108");
        assertThat(at.athena.partitions()).containsEntry(MONTH, FOLDER + "a2/");
    }

    @Test
    void oldVersionsGoWhenTheyAreBeyondBothNumberAndAge() throws IOException {
        deliver("a1", "1");
        deliver("a2", "2");
        deliver("a3", "3");
        assertThat(at.tableKeys()).hasSize(3);
        at.clock.pass(Duration.ofDays(3));
        assertThat(at.desk().plan()).contains("2026-10  hourly  assembly a1  removes its files");

        at.poll();

        assertThat(at.tableKeys())
                .containsExactly(
                        "lamplighter/costs/billing_period=2026-10/a2/0.parquet",
                        "lamplighter/costs/billing_period=2026-10/a3/0.parquet");
        assertThat(at.target.keys()).contains(RECORDS + "a1.json");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", "a1")).hasMessageContaining("COST-107");
    }

    @Test
    void aQueryThatBeganBeforeTheSwitchKeepsItsFiles() {
        assertThat(new RetentionSettings(0, Duration.ZERO).age()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void whatIsShownAfterGoingBackIsNeverRemoved() throws IOException {
        deliver("a1", "1");
        deliver("a2", "2");
        deliver("a3", "3");
        at.desk().rollback("", "2026-10", "a1");
        at.clock.pass(Duration.ofDays(30));

        at.poll();

        assertThat(at.tableKeys())
                .as("shown, previous, taken back")
                .containsExactly(
                        "lamplighter/costs/billing_period=2026-10/a1/0.parquet",
                        "lamplighter/costs/billing_period=2026-10/a2/0.parquet",
                        "lamplighter/costs/billing_period=2026-10/a3/0.parquet");
    }

    @Test
    void recordsStandBesideTheTables() throws IOException {
        deliver("a1", "10");
        deliver("a2", "7.5");

        JsonNode record = json(RECORDS + "a2.json");
        assertThat(record.get("rows").asInt()).isEqualTo(1);
        assertThat(record.get("totals").get("line_item_unblended_cost").asText())
                .isEqualTo("7.5");
        assertThat(record.get("costByLineItemType")
                        .get("Usage")
                        .get("unblendedCost")
                        .asText())
                .isEqualTo("7.5");
        assertThat(record.get("inputs").get(0).get("eTag").asText()).isNotEmpty();
        assertThat(record.get("outputs").get(0).asText()).endsWith("/a2/0.parquet");
        JsonNode change = json(RECORDS + "a2.change.json");
        assertThat(change.get("from").asText()).isEqualTo("a1");
        assertThat(change.get("currencies").get(0).get("currency").asText()).isEqualTo("USD");
        assertThat(change.get("currencies").get(0).get("changedBy").asText()).isEqualTo("-2.5");
        assertThat(change.get("services").get(0).get("service").asText()).isEqualTo("AmazonEC2");
    }

    @Test
    void aRefusedVersionLeavesItsReasonUntilItIsGood() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "many");
        assertThat(at.poll()).hasSize(1);

        JsonNode reason = json("lamplighter/quarantine/hourly/2026-10/a1.json");
        assertThat(reason.get("code").asText()).isEqualTo("COST-002");
        assertThat(reason.get("file").asText())
                .isEqualTo("s3://reports/cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz");
        assertThat(at.desk().plan().get(0)).contains("nothing, it was refused: COST-002");

        at.source.put("cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz", "5");
        assertThat(at.desk().publish("2026-10").get(0)).contains("cost 5 exact");
        assertThat(at.target.keys()).noneMatch(key -> key.contains("quarantine"));
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");

        assertThat(at.desk().plan())
                .containsExactly("2026-10  hourly  converts and publishes what was delivered 5 Oct 2026 00:00 UTC");
        assertThat(at.desk().report()).containsExactly("no report has been delivered yet");
    }

    @Test
    void verificationTellsWhatDiffers() throws IOException {
        deliver("a1", "10");
        at.athena.answer("SELECT COUNT(*)", "1", "10.0000000000");
        assertThat(at.desk().verify("2026-10"))
                .containsExactly(
                        "2026-10 verified: assembly a1, 1 rows, 1 sums equal in record, files and Athena, cost 10");

        at.athena.answer("SELECT COUNT(*)", "1", "9.9999999999");
        assertThat(at.desk().verify("").get(0))
                .startsWith("COST-113  billing.costs, 2026-10  line_item_unblended_cost = 9.9999999999 in Athena");
        at.athena.answer("SELECT COUNT(*)", "2", "10");
        assertThat(at.desk().verify("").get(0)).contains("2 rows in Athena");
        at.converter.lose("0.1");
        assertThat(at.desk().verify("").get(0)).startsWith("COST-102");
        assertThat(at.desk().verify("2026-09")).singleElement().asString().startsWith("COST-116  2026-09");
    }

    @Test
    void verificationAsksAthenaForEveryColumn() throws IOException {
        deliver("a1", "10", "20");
        at.converter.fill(PlainConverter.COST, 2L);
        at.converter.fill("line_item_usage_start_date", 1L);

        at.athena.answer("SELECT COUNT(*)", "2", "30", "2", "1", "0", "0", "0", "0");
        assertThat(at.desk().verify("2026-10").get(0))
                .startsWith("2026-10 verified: ")
                .endsWith(", 6 columns read");
        assertThat(at.athena.statements())
                .last()
                .asString()
                .contains("COUNT(\"line_item_unblended_cost\"), COUNT(\"line_item_usage_start_date\"),")
                .contains("COUNT(\"line_item_usage_type\"), COUNT(\"resource_tags_user_team\")");
        at.athena.answer("SELECT COUNT(*)", "2", "30", "2", "0", "0", "0", "0", "0");
        assertThat(at.desk().verify("2026-10").get(0))
                .startsWith("COST-113")
                .contains("0 values of line_item_usage_start_date in Athena: the files have 1");
        at.athena.failWhen(sql -> sql.contains("COUNT(\"resource_tags_user_team\")"));
        assertThat(at.desk().verify("2026-10").get(0)).startsWith("COST-111");
    }
}
