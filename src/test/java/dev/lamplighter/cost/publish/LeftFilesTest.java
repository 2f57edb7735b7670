package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process left that was killed while it converted. */
final class LeftFilesTest {
    private static final String LEFT = "lamplighter/costs/billing_period=2026-09/a1/hourly-00007.zstd.parquet";

    private final StateDatabase state = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(state.dataSource(), "hourly");

    @AfterEach
    void close() {
        state.close();
    }

    private static void leave(ObjectStore store, String key) throws IOException {
        try (ObjectUpload upload = store.create(key)) {
            upload.complete();
        }
    }

    /** Its manifest had been read and an object was there when the process was killed. */
    private void killedWhileConverting() throws IOException {
        at.deliver("hourly", "2026-09", "a1", "1");
        ReportVersion version = at.reports().discover().get(0);
        at.ledger().describe(version, "2026-09", "a1");
        leave(at.target, LEFT);
        at.restart();
    }

    @Test
    void filesOfAVersionThatWasReplacedMeanwhileAreRemoved() throws IOException {
        killedWhileConverting();
        at.deliver("hourly", "2026-09", "a2", "2");

        assertThat(at.poll()).isEmpty();

        assertThat(at.tableKeys()).singleElement().asString().contains("/a2/");
        List<ReportLedgerEntry> before = at.ledger().versions();
        leave(at.target, LEFT);
        assertThat(at.poll()).isEmpty();
        assertThat(at.ledger().versions()).as("looked at once").isEqualTo(before);
        assertThat(at.tableKeys()).contains(LEFT);
    }

    @Test
    void filesOfAVersionThatIsRefusedAfterAllAreRemoved() throws IOException {
        killedWhileConverting();
        at.converter.lose("0.0000000001");

        assertThat(at.poll()).singleElement().asString().startsWith("COST-102");

        assertThat(at.tableKeys()).isEmpty();
    }

    @Test
    void whatIsShownStaysWhateverTheLedgerSaysOfItsFolder() throws IOException {
        at.deliver("hourly", "2026-09", "a1", "1");
        at.poll();
        List<String> shown = at.tableKeys();
        at.deliver("hourly", "2026-09", "a2", "2");
        ReportVersion refused = at.reports().discover().get(0);
        at.ledger().describe(refused, "2026-09", "a1");
        at.ledger().refused(refused, "COST-102  it was");

        assertThat(at.poll()).isEmpty();

        assertThat(at.tableKeys()).isEqualTo(shown);
    }

    @Test
    void thePlanPromisesNoRemovalOfWhatMayNotBeThere() throws IOException {
        killedWhileConverting();
        at.deliver("hourly", "2026-09", "a2", "2");
        at.poll();

        assertThat(at.desk().plan()).noneMatch(line -> line.contains("removes its files"));
    }
}
