package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A manifest that is written again byte for byte, with other data files or the same. */
final class RewrittenManifestTest {
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

    /** What the month shows, by its ledger and by the files that its partition points to. */
    private String shown() {
        ReportLedgerEntry shown = at.ledger().published().get(0);
        String location = at.athena.partitions().getOrDefault("costs 2026-10", "nothing");
        assertThat(location).endsWith("/" + shown.assemblyId() + "/");
        String cost = MonthChange.plain(PublicationResult.cost(shown.converted()));
        assertThat(at.target.text(location.replace("s3://lake/", "") + "0.parquet"))
                .isEqualTo(cost);
        return cost;
    }

    @Test
    void withOtherFilesIsANewDeliveryOfTheMonthThatIsShown() throws IOException {
        deliver("a1", "1");
        at.deliver("hourly", "2026-10", "a1", "3");
        assertThat(at.desk().plan()).singleElement().asString().contains("compares its files");

        assertThat(at.poll()).isEmpty();

        assertThat(shown()).isEqualTo("3");
        assertThat(at.ledger().published().get(0).change())
                .extracting(MonthChange::sentence)
                .asString()
                .startsWith("changed by 2 USD because of assembly a1-");
        assertThat(at.ledger().versions("hourly", "2026-10"))
                .extracting(ReportLedgerEntry::phase)
                .containsExactly(VersionPhase.PUBLISHED, VersionPhase.SUPERSEDED);
        assertThat(at.poll()).isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(2);
    }

    @Test
    void withOtherFilesEachOfThemHasAFolderOfItsOwn() throws IOException {
        for (String cost : List.of("1", "2", "3", "4")) {
            deliver("a1", cost);
            assertThat(shown()).isEqualTo(cost);
        }
        assertThat(at.athena.switches()).doesNotHaveDuplicates().hasSize(4);
    }

    /** As where ids of assemblies come round again. */
    @Test
    void withOtherFilesIsANewDeliveryOfAMonthThatShowsAnotherByNow() throws IOException {
        deliver("a1", "1");
        deliver("a2", "2");
        deliver("a1", "3");
        assertThat(shown()).isEqualTo("3");
    }

    @Test
    void withTheSameFilesIsTheSameVersion() throws IOException {
        deliver("a1", "1");
        deliver("a1", "1");
        deliver("a2", "2");
        deliver("a1", "1");

        assertThat(shown()).isEqualTo("1");
        assertThat(at.converter.conversions()).isEqualTo(2);
    }

    @Test
    void withOtherFilesWhileTheFirstOnesWaitedShowsOnlyTheOthers() throws IOException {
        at.athena.isUnreachableWhen(sql -> true);
        at.deliver("hourly", "2026-10", "a1", "1");
        assertThat(at.poll()).hasSize(1);
        at.deliver("hourly", "2026-10", "a1", "3");
        at.athena.isUnreachableWhen(sql -> false);

        assertThat(at.poll()).isEmpty();
        assertThat(at.poll()).isEmpty();

        assertThat(shown()).isEqualTo("3");
        assertThat(at.athena.switches()).hasSize(1);
    }

    @Test
    void whatWasTakenBackComesAgainOnlyWithOtherFiles() throws IOException {
        deliver("a1", "1");
        deliver("a2", "2");
        at.desk().rollback("", "2026-10", "a1");
        deliver("a2", "2");
        assertThat(shown()).isEqualTo("1");

        deliver("a2", "5");
        assertThat(shown()).isEqualTo("5");
        at.desk().rollback("", "2026-10", "a2");
        assertThat(shown()).isEqualTo("2");
    }

    /** Of a ledger in which a version's files have no ETags, nothing is known of them. */
    @Test
    void ofALedgerWithoutETagsIsConvertedAnew() throws Exception {
        deliver("a1", "1");
        withoutETags();
        assertThat(at.poll()).isEmpty();
        assertThat(at.converter.conversions()).as("nothing was delivered").isEqualTo(1);

        deliver("a1", "3");
        assertThat(shown()).isEqualTo("3");
    }

    private void withoutETags() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE cost_version SET summary = REGEXP_REPLACE(summary, '\"inputs\":\\[[^]]*\\],', '')")) {
            assertThat(update.executeUpdate()).isPositive();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
        assertThat(at.ledger().published().get(0).converted().inputs()).isEmpty();
    }
}
