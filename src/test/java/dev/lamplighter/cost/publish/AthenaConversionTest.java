package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.ConversionEngine;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.parquet.schema.NumberType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Versions that Athena converts: what it is asked, what becomes of its answers, and of a process that is killed meanwhile. */
final class AthenaConversionTest {
    private static final Pattern FILE = Pattern.compile("IN \\('([^']+)'\\)");
    private static final Pattern LOCATION = Pattern.compile("external_location = 's3://lake/([^']+)'");
    private static final String ROWS = "1.5\n2.25\n";

    private final StateDatabase database = StateDatabase.inMemory();
    private final List<String> written = new ArrayList<>();
    private final String[] lines = {"", "2", "7", "4", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"};
    private int commits;
    private String parquetSum = "3.7500000000";
    private PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @AfterEach
    void close() {
        database.close();
    }

    private void by(ConversionEngine engine, long above, long maxScan) {
        at.athena.answerBy(this::answer);
        at.athena.writeBy(this::write);
        at.convertBy(new AthenaConversionSettings(engine, above, maxScan, NumberType.DECIMAL));
        at.restart();
    }

    private List<String[]> answer(String sql) {
        if (sql.startsWith("SELECT file_path")) {
            Matcher file = FILE.matcher(sql);
            assertThat(file.find()).isTrue();
            lines[0] = file.group(1);
            return List.<String[]>of(lines);
        }
        if (sql.startsWith("SELECT \"$path\"")) {
            return List.<String[]>of(new String[] {"s3://lake/" + written.get(written.size() - 1), "2"});
        }
        if (sql.startsWith("SELECT COUNT(*), to_hex(checksum(")) {
            return sql.contains("last_field")
                    ? List.<String[]>of(new String[] {"2", "AB", "3.7500000000", "0", "0", "0"})
                    : List.<String[]>of(new String[] {"2", "AB", parquetSum});
        }
        return sql.startsWith("SELECT '', ''")
                ? List.<String[]>of(new String[] {"", "", "", "", "false", "2", "3.7500000000"})
                : List.of();
    }

    private void write(String sql) {
        Matcher location = LOCATION.matcher(sql);
        assertThat(location.find()).isTrue();
        String key = location.group(1) + "20261005_0001_" + written.size();
        at.target.put(key, "PAR1");
        written.add(key);
    }

    private void deliver(String assembly, String text) {
        String folder = "cur/hourly/20261001-20261101/";
        String data = folder + assembly + "/hourly-00001.csv.gz";
        at.source.put(data, Gzip.of("lineItem/UnblendedCost\n" + text));
        at.source.put(folder + "hourly-Manifest.json", "hourly 2026-10 " + assembly + " " + data);
        at.clock.pass(Duration.ofMinutes(1));
    }

    private ReportLedgerEntry only() {
        List<ReportLedgerEntry> versions = at.ledger().versions();
        assertThat(versions).hasSize(1);
        return versions.get(0);
    }

    @Test
    void noByteOfTheReportIsReadHereAndTheMonthShowsTheFolderThatAthenaWrote() throws IOException {
        by(ConversionEngine.ATHENA, 0, 1L << 40);
        deliver("a1", ROWS);

        assertThat(at.poll()).isEmpty();

        assertThat(at.converter.conversions()).isZero();
        assertThat(only().phase()).isEqualTo(VersionPhase.PUBLISHED);
        assertThat(only().converted().totals().get("line_item_unblended_cost")).isEqualByComparingTo("3.75");
        assertThat(only().converted().outputs()).containsExactlyElementsOf(written);
        assertThat(at.athena.switches())
                .containsExactly("2026-10 s3://lake/lamplighter/costs/billing_period=2026-10/a1/");
        assertThat(at.athena.tables()).containsExactly("costs");
    }

    @Test
    void autoConvertsSmallVersionsHereAndLargeOnesInAthena() throws IOException {
        by(ConversionEngine.AUTO, 1L << 30, 1L << 40);
        deliver("a1", ROWS);
        at.poll();
        assertThat(at.converter.conversions()).isEqualTo(1);
        assertThat(written).isEmpty();

        by(ConversionEngine.AUTO, 10, 1L << 40);
        deliver("a2", ROWS);
        assertThat(at.poll()).isEmpty();
        assertThat(at.converter.conversions()).isEqualTo(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void moreThanAthenaMayScanIsRefusedBeforeAnythingRuns() throws IOException {
        by(ConversionEngine.ATHENA, 0, 100);
        deliver("a1", ROWS);

        assertThat(at.poll()).singleElement().asString().startsWith("COST-212  s3://reports/cur/hourly/");

        assertThat(at.athena.statements()).isEmpty();
        assertThat(only().phase()).isEqualTo(VersionPhase.REFUSED);
    }

    @Test
    void whatAthenaWouldReadOtherwiseIsRefusedWhenItIsTooLargeForThisMachine() throws IOException {
        by(ConversionEngine.ATHENA, 0, 1L << 40);
        deliver("a1", ROWS);
        lines[8] = "237";

        assertThat(at.poll())
                .singleElement()
                .asString()
                .startsWith("COST-211  ")
                .contains("a1/hourly-00001.csv.gz: 237 lines with a line break inside quotes");

        assertThat(at.athena.tables()).as("helper tables are dropped").isEmpty();
        assertThat(only().phase()).isEqualTo(VersionPhase.REFUSED);
        assertThat(written).isEmpty();
    }

    @Test
    void whatAthenaWouldReadOtherwiseIsElseConvertedHere() throws IOException {
        by(ConversionEngine.ATHENA, 1L << 30, 1L << 40);
        deliver("a1", ROWS);
        lines[2] = "6"; // as if Athena had read one byte less than the file has

        at.poll();

        assertThat(at.converter.conversions()).isEqualTo(1);
        assertThat(at.athena.tables()).as("helper tables are dropped").isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void aTextThatAthenaCantReadIsConvertedHereWhichSaysBetterWhy() throws IOException {
        by(ConversionEngine.ATHENA, 1L << 30, 1L << 40);
        deliver("a1", ROWS);
        at.athena.failWhen(sql -> sql.startsWith("SELECT file_path"));

        at.poll();

        assertThat(at.converter.conversions()).isEqualTo(1);
    }

    @Test
    void parquetThatDiffersFromItsTextIsRefused() throws IOException {
        by(ConversionEngine.ATHENA, 1L << 30, 1L << 40);
        deliver("a1", ROWS);
        parquetSum = "3.7500000001";

        assertThat(at.poll())
                .singleElement()
                .asString()
                .startsWith("COST-213  ")
                .contains("line_item_unblended_cost = 3.7500000001 instead of 3.7500000000");

        assertThat(only().phase()).isEqualTo(VersionPhase.REFUSED);
        assertThat(at.athena.switches()).isEmpty();
    }

    @Test
    void aFileThatChangesMeanwhileBeginsItsVersionAgain() throws IOException {
        by(ConversionEngine.ATHENA, 0, 1L << 40);
        deliver("a1", ROWS);
        at.athena.writeBy(sql -> {
            write(sql);
            at.source.put(
                    "cur/hourly/20261001-20261101/a1/hourly-00001.csv.gz",
                    Gzip.of("lineItem/UnblendedCost\n" + (written.size() > 1 ? ROWS : "1.25\n2.5\n")));
        });

        assertThat(at.poll()).isEmpty();
        assertThat(only().phase()).isEqualTo(VersionPhase.SEEN);
        at.athena.writeBy(this::write);
        at.clock.pass(Duration.ofHours(2));
        lines[2] = "7";
        assertThat(at.poll()).isEmpty();

        assertThat(only().phase()).isEqualTo(VersionPhase.PUBLISHED);
        assertThat(only().converted().outputs()).containsExactly(written.get(1));
        assertThat(written.get(1))
                .as("a folder of its own")
                .doesNotContain("/a1/")
                .contains("/a1-");
        assertThat(at.target.keys()).as("what the first one wrote is removed").doesNotContain(written.get(0));
    }

    @Test
    void anOutageMeanwhileCostsNoSecondScan() throws IOException {
        by(ConversionEngine.ATHENA, 0, 1L << 40);
        deliver("a1", ROWS);
        at.athena.writeBy(sql -> {
            write(sql);
            at.source.setDown(true);
        });
        at.poll();
        assertThat(only().phase()).isEqualTo(VersionPhase.SEEN);
        at.source.setDown(false);
        int statements = at.athena.statements().size();

        at.clock.pass(Duration.ofHours(1));
        assertThat(at.poll()).isEmpty();

        assertThat(only().phase()).isEqualTo(VersionPhase.PUBLISHED);
        assertThat(written).hasSize(1);
        assertThat(at.athena
                        .statements()
                        .subList(statements, at.athena.statements().size()))
                .noneMatch(sql -> sql.startsWith("SELECT file_path") || sql.startsWith("CREATE TABLE "));
    }

    @Test
    void killedBeforeAnyStatementItGoesOnAndWritesOnce() throws IOException {
        int statements = run(0, 0, true);
        assertThat(statements).isGreaterThan(8);
        for (int statement = 1; statement <= statements; statement++) {
            run(statement, 0, true);
        }
    }

    @Test
    void killedBeforeOrAfterAnyWriteOfTheLedgerItGoesOnAndWritesOnce() throws IOException {
        run(0, Integer.MAX_VALUE, true);
        int all = commits;
        assertThat(all).isGreaterThan(5);
        for (int commit = 1; commit <= all; commit++) {
            run(0, commit, true);
            run(0, commit, false);
        }
    }

    /** Two deliveries, the process killed once; returns how many statements there were. */
    private int run(int killStatement, int killCommit, boolean before) throws IOException {
        try (StateDatabase fresh = StateDatabase.inMemory()) {
            CrashingDataSource crashing = new CrashingDataSource(fresh.dataSource());
            at = new PublishingFixture(crashing, "hourly");
            written.clear();
            by(ConversionEngine.ATHENA, 0, 1L << 40);
            crashing.killAt(killCommit == 0 ? Integer.MAX_VALUE : killCommit, before);
            int[] seen = {0};
            at.athena.isUnreachableWhen(sql -> {
                if (++seen[0] == killStatement) {
                    crashing.kill();
                }
                return false;
            });
            deliver("a1", ROWS);
            poll(crashing);
            deliver("a2", ROWS);
            poll(crashing);
            poll(crashing);
            String how = "killed at statement " + killStatement + " or commit " + killCommit + " " + before;
            assertThat(at.athena.switches())
                    .as(how)
                    .containsExactly(
                            "2026-10 s3://lake/lamplighter/costs/billing_period=2026-10/a1/",
                            "2026-10 s3://lake/lamplighter/costs/billing_period=2026-10/a2/");
            assertThat(written).as(how).hasSize(2);
            assertThat(at.tableKeys()).as(how).hasSize(2);
            assertThat(at.athena.tables()).as(how).containsExactly("costs");
            commits = crashing.commits();
            return seen[0];
        }
    }

    private void poll(CrashingDataSource crashing) throws IOException {
        try {
            assertThat(at.poll()).isEmpty();
        } catch (CrashingDataSource.Killed killed) {
            crashing.start();
            at.restart();
            assertThat(at.poll()).isEmpty();
        }
    }
}
