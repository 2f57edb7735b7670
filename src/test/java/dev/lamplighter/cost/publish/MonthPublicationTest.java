package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MonthPublicationTest {
    private static final String A1 = "s3://lake/lamplighter/costs/billing_period=2026-10/a1/";
    private static final String A2 = "s3://lake/lamplighter/costs/billing_period=2026-10/a2/";

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void publishesAFirstVersion() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1.5", "2.25");

        assertThat(at.poll()).isEmpty();

        assertThat(at.athena.partitions()).containsOnly(java.util.Map.entry("costs 2026-10", A1));
        assertThat(at.athena.statements().get(1)).isEqualTo("CREATE DATABASE IF NOT EXISTS `billing`");
        assertThat(at.tableKeys()).containsExactly("lamplighter/costs/billing_period=2026-10/a1/0.parquet");
        assertThat(at.ledger().published()).singleElement().satisfies(entry -> {
            assertThat(entry.month()).isEqualTo("2026-10");
            assertThat(entry.converted().rows()).isEqualTo(2);
            assertThat(PublicationResult.cost(entry.converted())).isEqualByComparingTo("3.75");
        });
    }

    @Test
    void doesNothingWhenNothingIsNew() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        at.poll();
        int statements = at.athena.statements().size();

        assertThat(at.poll()).isEmpty();
        at.deliver("hourly", "2026-10", "a1", "1.5");
        assertThat(at.poll()).isEmpty();
        at.restart();
        assertThat(at.poll()).isEmpty();

        assertThat(at.converter.conversions()).isEqualTo(1);
        assertThat(at.athena.statements()).hasSize(statements);
    }

    @Test
    void switchesAMonthToANewVersionAndTellsTheDifference() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1.5");
        at.poll();
        at.deliver("hourly", "2026-10", "a2", "1.5", "-2.0000000001");

        PublicationResult publicationResult = at.publish(at.reports().discover().get(0));

        assertThat(publicationResult.sentence())
                .isEqualTo("2026-10 published: 2 rows in = rows out, cost -0.5000000001 exact"
                        + " (changed by -2.0000000001 USD because of assembly a2)");
        assertThat(at.athena.switches()).containsExactly("2026-10 " + A1, "2026-10 " + A2);
        assertThat(at.tableKeys()).hasSize(2);
    }

    @Test
    void neverReplacesANewerVersionByAnOlderOne() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        ReportVersion older = at.reports().discover().get(0);
        at.deliver("hourly", "2026-10", "a2", "2");
        at.poll();
        PlainConverter.deliver(at.source, "cur/", "hourly", "2026-10", "a1", "1");

        PublicationResult late = at.publish(older);

        assertThat(late.phase()).isEqualTo(VersionPhase.SUPERSEDED);
        assertThat(at.athena.partitions()).containsEntry("costs 2026-10", A2);
    }

    @Test
    void aConvertedVersionThatWaitedIsNotSwitchedOverANewerOne() throws IOException {
        at.athena.isUnreachableWhen(sql -> true);
        at.deliver("hourly", "2026-10", "a1", "1");
        assertThat(at.poll()).singleElement().asString().contains("Athena can't be reached");
        ReportVersion waiting = at.ledger().converted().get(0).version();
        at.athena.isUnreachableWhen(sql -> false);
        at.deliver("hourly", "2026-10", "a2", "2");
        at.publish(at.reports().discover().get(1));

        assertThat(at.publish(waiting).phase()).isEqualTo(VersionPhase.SUPERSEDED);

        assertThat(at.athena.switches()).containsExactly("2026-10 " + A2);
    }

    @Test
    void aVersionDeliveredAgainLaterIsTheNewestAgain() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        at.deliver("hourly", "2026-10", "a2", "2");
        at.poll();
        at.deliver("hourly", "2026-10", "a1", "1");

        assertThat(at.poll()).isEmpty();

        assertThat(at.athena.partitions()).containsEntry("costs 2026-10", A1);
        assertThat(at.converter.conversions()).isEqualTo(2);
    }

    @Test
    void setsBadInputAsideUntilItIsDeliveredAgain() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.deliver("hourly", "2026-09", "s1", "7");
        at.poll();
        at.deliver("hourly", "2026-10", "a2", "1", "many");
        at.deliver("hourly", "2026-09", "s2", "8");

        assertThat(at.poll()).singleElement().asString().startsWith("COST-002");
        assertThat(at.poll()).isEmpty();
        assertThat(at.athena.partitions())
                .containsEntry("costs 2026-10", A1)
                .containsEntry("costs 2026-09", "s3://lake/lamplighter/costs/billing_period=2026-09/s2/");

        at.deliver("hourly", "2026-10", "a3", "1", "2");
        assertThat(at.poll()).isEmpty();
        assertThat(at.athena.partitions().get("costs 2026-10")).endsWith("/a3/");
    }

    @Test
    void waitsForAReportFileThatIsNotThereYet() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        String data = "cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz";
        at.source.delete(data);

        for (int round = 0; round <= 5; round++) {
            assertThat(at.poll()).as("after %d quarters of an hour", round).isEmpty();
        }
        assertThat(at.desk().plan().get(0)).contains("COST-005  s3://reports/" + data + "  no object");
        assertThat(at.poll())
                .as("then it is told")
                .singleElement()
                .asString()
                .startsWith("COST-106")
                .contains("COST-005  s3://reports/" + data + "  no object");
        at.source.put(data, "1");
        at.clock.pass(Duration.ofHours(1));

        assertThat(at.poll()).isEmpty();
        assertThat(at.athena.partitions()).hasSize(1);
    }

    @Test
    void tellsWhatAStoreSaidWithoutTheClassThatSaidIt() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.target.setDown(true);

        assertThat(at.poll())
                .singleElement()
                .asString()
                .startsWith("COST-106")
                .contains(" after attempt 1: s3://")
                .contains(" can't be reached; fix: ");
    }

    @Test
    void aKeyThatLooksLikeAnExpressionIsOnlyAKey() throws IOException {
        at.source.put("cur/hourly/20261001-20261101/hourly-Manifest.json", "hourly 2026-10 a1 cur/${sysenv.HOME}/x");

        at.poll();

        assertThat(at.desk().plan().get(0)).contains("s3://reports/cur/${sysenv.HOME}/x  no object");
    }

    @Test
    void retriesAnOutageLaterAndLater() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.athena.isUnreachableWhen(sql -> true);
        ReportVersion version = at.reports().discover().get(0);
        for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            try {
                at.publish(version);
            } catch (dev.lamplighter.base.ProblemException expected) {
                assertThat(expected).hasMessageContaining("Athena can't be reached");
            }
            at.clock.pass(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(at.reports().discover()).isEmpty();
            at.clock.pass(Duration.ofSeconds(1));
            assertThat(at.reports().discover()).containsExactly(version);
        }
        at.athena.isUnreachableWhen(sql -> false);

        assertThat(at.poll()).isEmpty();

        assertThat(at.converter.conversions()).isEqualTo(1);
        assertThat(at.athena.partitions()).hasSize(1);
    }

    @Test
    void refusesToPublishWhatDoesNotReadBackExactly() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        at.converter.lose("0.0000000001");
        at.deliver("hourly", "2026-10", "a2", "2");

        assertThat(at.poll()).singleElement().asString().startsWith("COST-102").contains("1.9999999999");

        assertThat(at.athena.partitions()).containsEntry("costs 2026-10", A1);
    }

    @Test
    void addsColumnsThatAreNewAndNeverRetypesOne() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        PublishedColumn cost = new PublishedColumn(PlainConverter.COST, ColumnType.DECIMAL, List.of());
        at.converter.setColumns(List.of(cost, new PublishedColumn("product_memory", ColumnType.STRING, List.of())));
        at.deliver("hourly", "2026-10", "a2", "2");
        assertThat(at.poll()).isEmpty();
        assertThat(at.athena.columns("costs"))
                .containsEntry("product_memory", "string")
                .containsEntry("resource_tags_user_team", "string");

        at.converter.setColumns(List.of(new PublishedColumn(PlainConverter.COST, ColumnType.STRING, List.of())));
        at.deliver("hourly", "2026-10", "a3", "3");

        assertThat(at.poll())
                .singleElement()
                .asString()
                .startsWith("COST-105")
                .contains("has type decimal(24,10), the report needs string");
        assertThat(at.athena.partitions()).containsEntry("costs 2026-10", A2);
    }

    @Test
    void aColumnOfAnotherTypeIsSetAsideAtOnceLikeAllBadInput() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        List<PublishedColumn> good = List.of(new PublishedColumn(PlainConverter.COST, ColumnType.DECIMAL, List.of()));
        at.converter.setColumns(List.of(new PublishedColumn(PlainConverter.COST, ColumnType.STRING, List.of())));
        at.deliver("hourly", "2026-10", "a2", "2");
        assertThat(at.poll()).hasSize(1);
        int conversions = at.converter.conversions();

        at.clock.pass(Duration.ofHours(3));
        assertThat(at.poll()).as("nothing is tried again by itself").isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(conversions);
        assertThat(at.target.text("lamplighter/quarantine/hourly/2026-10/a2.json"))
                .contains("COST-105", "column line_item_unblended_cost");
        assertThat(at.desk().plan().get(0)).contains("nothing, it was refused: COST-105");
        assertThatThrownBy(() -> at.desk().rollback("", "2026-10", ""))
                .as("going back to what was refused")
                .hasMessageContaining("COST-107");
        assertThat(at.ledger().published())
                .extracting(ReportLedgerEntry::assemblyId)
                .containsExactly("a1");

        at.converter.setColumns(good);
        assertThat(at.desk().publish("2026-10").get(0)).contains("because of assembly a2");
        assertThat(at.target.keys()).noneMatch(key -> key.contains("quarantine"));
    }

    @Test
    void theFilesOfAVersionThatDidNotFitAreRemovedWithTheOldOnes() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        at.converter.setColumns(List.of(new PublishedColumn(PlainConverter.COST, ColumnType.STRING, List.of())));
        at.deliver("hourly", "2026-10", "a2", "2");
        at.poll();
        at.converter.setColumns(List.of(new PublishedColumn(PlainConverter.COST, ColumnType.DECIMAL, List.of())));
        for (String later : List.of("a3", "a4", "a5")) {
            at.deliver("hourly", "2026-10", later, "3");
            at.poll();
        }
        assertThat(at.tableKeys()).anyMatch(key -> key.contains("/a2/"));
        at.clock.pass(Duration.ofDays(3));

        at.poll();

        assertThat(at.tableKeys()).noneMatch(key -> key.contains("/a2/"));
    }

    @Test
    void aManifestWrittenAgainUnderTheSameAssemblyGetsAFolderOfItsOwn() throws IOException {
        at.deliver("hourly", "2026-10", "a1", "1");
        at.poll();
        String manifest = "cur/hourly/20261001-20261101/hourly-Manifest.json";
        at.source.put(manifest, at.source.text(manifest) + " ");
        at.source.put("cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz", "5");

        assertThat(at.poll()).isEmpty();

        assertThat(at.athena.partitions().get("costs 2026-10"))
                .isNotEqualTo(A1)
                .startsWith("s3://lake/lamplighter/costs/billing_period=2026-10/a1-");
        assertThat(at.target.text("lamplighter/costs/billing_period=2026-10/a1/0.parquet"))
                .isEqualTo("1");
    }

    @Test
    void refusesToPublishAFolderWithFilesThatAreNotTheVersions() throws IOException {
        at.target.put("lamplighter/costs/billing_period=2026-10/a1/9.parquet", "100");
        at.deliver("hourly", "2026-10", "a1", "1");

        assertThat(at.poll()).singleElement().asString().startsWith("COST-102").contains("9.parquet");

        assertThat(at.athena.partitions()).isEmpty();
    }

    @Test
    void keepsTwoReportsApart() throws IOException {
        try (StateDatabase other = StateDatabase.inMemory()) {
            PublishingFixture both = new PublishingFixture(other.dataSource(), "hourly", "daily");
            both.deliver("hourly", "2026-10", "a1", "1");
            both.deliver("daily", "2026-10", "a1", "2");
            assertThat(both.poll()).isEmpty();

            both.deliver("daily", "2026-10", "a2", "wrong");
            assertThat(both.poll()).hasSize(1);

            assertThat(both.athena.partitions())
                    .containsEntry(
                            "costs_hourly 2026-10", "s3://lake/lamplighter/costs_hourly/billing_period=2026-10/a1/")
                    .containsEntry(
                            "costs_daily 2026-10", "s3://lake/lamplighter/costs_daily/billing_period=2026-10/a1/");
            assertThat(both.ledger().published()).hasSize(2);
        }
    }

    @Test
    void refusesAManifestOfAnotherReportAndAnAssemblyThatIsNoFolder() throws IOException {
        at.source.put("cur/hourly/20261001-20261101/hourly-Manifest.json", "daily 2026-10 a1 x");
        at.source.put("cur/hourly/20260901-20261001/hourly-Manifest.json", "hourly 2026-09 ../../x x");

        assertThat(at.poll()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("COST-103"));
    }
}
