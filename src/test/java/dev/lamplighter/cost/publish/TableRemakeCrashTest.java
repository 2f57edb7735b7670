package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two months made again in another table, the process gone at every point in turn, then started again. */
final class TableRemakeCrashTest {
    @Test
    void goesOnWhereItStoppedAndSwitchesOnceWhereverTheLedgerIsWritten() throws IOException {
        int commits = run(0, 0, true);
        assertThat(commits).isGreaterThan(10);
        for (int commit = 1; commit <= commits; commit++) {
            run(commit, 0, true);
            run(commit, 0, false);
        }
    }

    @Test
    void goesOnWhereItStoppedAndSwitchesOnceWhereverAthenaIsAsked() throws IOException {
        int statement = 1;
        while (run(0, statement, true) >= statement) {
            statement++;
        }
        assertThat(statement).isGreaterThan(10);
    }

    /** Returns how many commits or statements there were. */
    private static int run(int killAtCommit, int killBeforeStatement, boolean before) throws IOException {
        String how = "commit " + killAtCommit + " statement " + killBeforeStatement + " before " + before;
        try (StateDatabase database = StateDatabase.inMemory()) {
            CrashingDataSource process = new CrashingDataSource(database.dataSource());
            PublishingFixture at = new PublishingFixture(process, "hourly");
            at.athena.answer("SELECT COUNT(*)", "2", "3");
            at.deliver("hourly", "2026-09", "s1", "1", "2");
            at.deliver("hourly", "2026-10", "a1", "2", "1");
            assertThat(at.poll()).isEmpty();

            int[] statements = {0};
            at.athena.isUnreachableWhen(sql -> {
                if (++statements[0] == killBeforeStatement) {
                    process.kill();
                }
                return false;
            });
            process.killAt(killAtCommit, before);
            remake(at, process, how);
            expectAsked(at, how);
            assertThat(at.athena.switches()).as(how).hasSize(4).doesNotHaveDuplicates();
            return killBeforeStatement > 0 ? statements[0] : process.commits();
        }
    }

    /** A kill is followed by a new start, under the same setting, and the same again. */
    private static void remake(PublishingFixture at, CrashingDataSource process, String how) throws IOException {
        for (int round = 0; round < 3; round++) {
            try {
                at.desk().remake(at.views().settings().tableName().equals("costs") ? "other" : "", "");
                at.remake();
            } catch (CrashingDataSource.Killed killed) {
                process.start();
                at.restart();
                expectOneTableWhole(at, how);
            }
            at.clock.pass(PublishingFixture.POLL.multipliedBy(5));
        }
    }

    /** Whichever table is asked has both months. */
    private static void expectOneTableWhole(PublishingFixture at, String how) {
        String table = at.views().settings().table("hourly");
        assertThat(at.ledger().published())
                .as(how)
                .hasSize(2)
                .allMatch(month -> month.converted().outputs().get(0).startsWith("lamplighter/" + table + "/"));
    }

    private static void expectAsked(PublishingFixture at, String how) throws IOException {
        assertThat(at.views().settings().table("hourly")).as(how).isEqualTo("other");
        expectOneTableWhole(at, how);
        assertThat(at.poll()).as(how).isEmpty();
        assertThat(at.desk().report()).as(how).anyMatch(line -> line.contains("table other is asked since"));
        List<String> views = at.athena.statements().stream()
                .filter(sql -> sql.startsWith("CREATE OR REPLACE VIEW \"other_costs\""))
                .toList();
        assertThat(views).as(how).hasSizeGreaterThan(2);
    }
}
