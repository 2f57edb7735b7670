package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month and two deliveries of another, converted for real, by a process that is killed at a random moment and started
 * again: nothing is lost, no row is there twice, and whatever a table points to at any moment is a whole version. DuckDB reads
 * what the partitions point to. {@code -Dlamplighter.kills=5000} for a long run.
 */
@Tag("long")
final class RandomKillsIT {
    private static final long SEED = 20261122;
    private static final int KILLS = Integer.getInteger("lamplighter.kills", 50);

    /** Rows and cost by assembly, as delivered. */
    private static final Map<String, String> DELIVERED = Map.of("s1", "3 4.5", "a1", "2 3", "a2", "5 7.5");

    @TempDir
    private Path folder;

    private int runs;

    @Test
    void loseNothingAndDoubleNothingWhereverTheyStrike() throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            int acts = run(Integer.MAX_VALUE, duck);
            assertThat(acts).isGreaterThan(100);
            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                run(1 + random.nextInt(acts), duck);
            }
        }
    }

    /** Returns how often the process did something. */
    private int run(int killBefore, Connection duck) throws Exception {
        String how = "killed before act " + killBefore;
        Path home = Files.createDirectories(folder.resolve("run-" + ++runs));
        Mortal process = new Mortal();
        int acts;
        try (StateDatabase state = StateDatabase.inMemory()) {
            ObjectStore source = process.using(new FileStore(home.resolve("bucket")));
            ObjectStore target = process.using(new FileStore(home.resolve("lake")));
            PublishingFixture at = new PublishingFixture(
                    process.using(DataSource.class, state.dataSource()),
                    new PublishingFixture.Outside(
                            source,
                            target,
                            clock -> new InProcessConverter(
                                    new ManifestReader(),
                                    new ConversionMeter(clock),
                                    clock,
                                    NumberType.DECIMAL,
                                    96L << 20)),
                    "hourly");
            at.athena.isUnreachableWhen(sql -> {
                process.act();
                return false;
            });
            process.killBefore(killBefore);
            deliver(home, "20250201-20250301", "s1", 3);
            deliver(home, "20250301-20250401", "a1", 2);
            poll(at, process, duck, how);
            deliver(home, "20250301-20250401", "a2", 5);
            poll(at, process, duck, how);
            poll(at, process, duck, how);
            acts = process.acts();
            process.start(); // from here on only looked at

            assertThat(shown(at, duck))
                    .as(how)
                    .containsOnly(
                            Map.entry("costs 2025-02", DELIVERED.get("s1")),
                            Map.entry("costs 2025-03", DELIVERED.get("a2")));
            assertThat(at.athena.switches()).as(how).hasSize(3);
            assertThat(at.ledger().published())
                    .as(how)
                    .extracting(ReportLedgerEntry::assemblyId)
                    .containsExactly("s1", "a2");
        }
        return acts;
    }

    private void deliver(Path home, String period, String assembly, int rows) throws IOException {
        BadReport report = new BadReport("hourly");
        report.json().put("assemblyId", assembly);
        String[] days = period.split("-", 2);
        report.json()
                .putObject("billingPeriod")
                .put("start", days[0] + "T000000.000Z")
                .put("end", days[1] + "T000000.000Z");
        report.keys().removeAll();
        for (int row = 0; row < rows; row++) {
            String key = "cur/hourly/" + period + "/" + assembly + "/hourly-" + row + ".csv.gz";
            report.keys().add(key);
            Path file = home.resolve("bucket").resolve(key);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, Gzip.of(BadReport.HEADER + BadReport.GOOD_ROW.replace("id1", "id" + row)));
        }
        Path manifest = home.resolve("bucket/cur/hourly/" + period + "/hourly-Manifest.json");
        Files.createDirectories(manifest.resolveSibling("."));
        Files.writeString(manifest, report.json().toString());
    }

    /** A kill is followed by a look at what is shown, a new start and the same tick again. */
    private void poll(PublishingFixture at, Mortal process, Connection duck, String how) throws Exception {
        try {
            assertThat(at.poll()).as(how).isEmpty();
        } catch (Mortal.Killed killed) {
            process.start();
            assertThat(shown(at, duck).values())
                    .as(how + ", before the restart")
                    .isSubsetOf(DELIVERED.values());
            at.restart();
            assertThat(at.poll()).as(how).isEmpty();
        }
        assertThat(shown(at, duck).values()).as(how).isSubsetOf(DELIVERED.values());
    }

    /** Distinct rows and their cost, by partition; a row that is there twice makes another cost. */
    private static Map<String, String> shown(PublishingFixture at, Connection duck) throws SQLException {
        Map<String, String> shown = new TreeMap<>();
        for (Map.Entry<String, String> partition :
                List.copyOf(at.athena.partitions().entrySet())) {
            String files = Path.of(URI.create(partition.getValue())) + "/*.parquet";
            try (Statement statement = duck.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT count(DISTINCT identity_line_item_id), sum(line_item_unblended_cost) FROM read_parquet('"
                                    + files + "', hive_partitioning = false)")) {
                row.next();
                shown.put(
                        partition.getKey(),
                        row.getLong(1) + " "
                                + row.getBigDecimal(2).stripTrailingZeros().toPlainString());
            }
        }
        return shown;
    }
}
