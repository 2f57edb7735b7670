package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two deliveries of a month and one of another, the process gone at every point in turn, then started again. */
final class PublicationCrashTest {
    private static final String[] SWITCHES = {
        "2026-09 s3://lake/lamplighter/costs/billing_period=2026-09/s1/",
        "2026-10 s3://lake/lamplighter/costs/billing_period=2026-10/a1/",
        "2026-10 s3://lake/lamplighter/costs/billing_period=2026-10/a2/"
    };

    @Test
    void losesNothingAndPublishesNothingTwiceWhereverTheLedgerIsWritten() throws IOException {
        int commits = run(0, true);
        assertThat(commits).isGreaterThan(10);
        for (int commit = 1; commit <= commits; commit++) {
            run(commit, true);
            run(commit, false);
        }
    }

    @Test
    void losesNothingAndPublishesNothingTwiceWhereverAthenaIsAsked() throws IOException {
        int statement = 1;
        while (runKilledBefore(statement)) {
            statement++;
        }
        assertThat(statement).isGreaterThan(10);
    }

    private static int run(int killAt, boolean before) throws IOException {
        try (StateDatabase database = StateDatabase.inMemory()) {
            CrashingDataSource crashing = new CrashingDataSource(database.dataSource());
            PublishingFixture at = new PublishingFixture(crashing, "hourly");
            crashing.killAt(killAt, before);
            deliverAndPoll(at, crashing);
            int commits = crashing.commits();
            expectTheUsual(at, "killed " + (before ? "before" : "after") + " commit " + killAt);
            return commits;
        }
    }

    private static boolean runKilledBefore(int statement) throws IOException {
        try (StateDatabase database = StateDatabase.inMemory()) {
            CrashingDataSource crashing = new CrashingDataSource(database.dataSource());
            PublishingFixture at = new PublishingFixture(crashing, "hourly");
            int[] seen = {0};
            at.athena.isUnreachableWhen(sql -> {
                if (++seen[0] == statement) {
                    crashing.kill();
                }
                return false;
            });
            deliverAndPoll(at, crashing);
            expectTheUsual(at, "killed before statement " + statement);
            return seen[0] >= statement;
        }
    }

    private static void deliverAndPoll(PublishingFixture at, CrashingDataSource process) throws IOException {
        at.deliver("hourly", "2026-09", "s1", "7");
        at.deliver("hourly", "2026-10", "a1", "1");
        poll(at, process);
        at.deliver("hourly", "2026-10", "a2", "1", "2");
        poll(at, process);
        poll(at, process);
    }

    /** A kill is followed by a new start and the same tick again. */
    private static void poll(PublishingFixture at, CrashingDataSource process) throws IOException {
        try {
            assertThat(at.poll()).isEmpty();
        } catch (CrashingDataSource.Killed killed) {
            process.start();
            at.restart();
            assertThat(at.poll()).isEmpty();
        }
    }

    private static void expectTheUsual(PublishingFixture at, String how) {
        assertThat(at.athena.switches()).as(how).containsExactly(SWITCHES);
        assertThat(at.ledger().published())
                .as(how)
                .extracting(ReportLedgerEntry::assemblyId)
                .containsExactly("s1", "a2");
        assertThat(at.ledger().converted()).as(how).isEmpty();
        assertThat(at.tableKeys())
                .as(how)
                .containsExactly(
                        "lamplighter/costs/billing_period=2026-09/s1/0.parquet",
                        "lamplighter/costs/billing_period=2026-10/a1/0.parquet",
                        "lamplighter/costs/billing_period=2026-10/a2/0.parquet");
    }
}
