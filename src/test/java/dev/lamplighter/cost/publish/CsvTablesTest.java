package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of a month is that of the version which the month shows. */
final class CsvTablesTest {
    private static final String DATA = "cur/hourly/20250201-20250301/hourly-1.csv.gz";

    private final StateDatabase database = StateDatabase.inMemory();

    @TempDir
    private Path folder;

    private PublishingFixture at;

    @BeforeEach
    void begin() {
        FileStore source = new FileStore(folder.resolve("bucket"));
        FileStore target = new FileStore(folder.resolve("lake"));
        at = new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(
                        source,
                        target,
                        clock -> converter(),
                        new CsvHeaderStripping(
                                Clock.systemUTC(), (file, files, key, rows) -> {}, LineBreakPolicy.REFUSE)),
                "hourly");
    }

    private InProcessConverter converter() {
        return new InProcessConverter(
                new ManifestReader(),
                new ConversionMeter(Clock.systemUTC()),
                Clock.systemUTC(),
                NumberType.DECIMAL,
                96L << 20);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void deliver(String assembly, String cost) throws IOException {
        BadReport report = new BadReport("hourly");
        report.json().put("assemblyId", assembly);
        report.write(folder.resolve("bucket"));
        Files.write(
                folder.resolve("bucket").resolve(DATA),
                Gzip.of(BadReport.HEADER + BadReport.GOOD_ROW.replace("1.5", cost)));
        Files.setLastModifiedTime(
                folder.resolve("bucket").resolve(report.manifestKey()), FileTime.from(at.clock.instant()));
        assertThat(at.poll()).isEmpty();
    }

    /** What the route does; returns how many months were due. */
    private int round() throws IOException {
        List<ReportVersion> due = at.texts().due();
        for (ReportVersion version : due) {
            at.publishText(version);
        }
        at.texts().removeReplaced();
        return due.size();
    }

    private String shown() {
        String location = at.athena.partitions().getOrDefault("costs_text 2025-02", "none");
        return location.replaceAll(".*/billing_period=2025-02/", "");
    }

    private List<String> assemblies() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("lake/lamplighter/costs_text/billing_period=2025-02"))) {
            return folders.filter(CsvTablesTest::hasFiles)
                    .map(found -> found.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean hasFiles(Path assembly) {
        String[] files = assembly.toFile().list();
        return files != null && files.length > 0;
    }

    @Test
    void followsAMonthThatIsTakenBackAndBroughtBackWithoutTheFilesOfAws() throws IOException {
        deliver("A1", "1");
        assertThat(round()).isEqualTo(1);
        deliver("A2", "2");
        assertThat(round()).isEqualTo(1);
        assertThat(shown()).isEqualTo("A2/");
        assertThat(round()).as("what is done").isZero();
        at.clock.pass(Duration.ofHours(5));
        round();
        assertThat(assemblies()).as("as long as the month can be taken back").containsExactly("A1", "A2");

        at.desk().rollback("", "2025-02", "");
        Files.delete(folder.resolve("bucket").resolve(DATA));
        assertThat(round()).isEqualTo(1);
        assertThat(shown()).isEqualTo("A1/");
        at.clock.pass(Duration.ofHours(5));
        assertThat(round()).isZero();
        assertThat(assemblies()).containsExactly("A1", "A2");

        at.desk().publish("2025-02");
        assertThat(round()).isEqualTo(1);
        assertThat(shown()).isEqualTo("A2/");
    }

    @Test
    void goesOnAfterACrashBetweenTheTextAndItsSwitch() throws IOException {
        deliver("A1", "1");
        at.athena.isUnreachableWhen(sql -> sql.startsWith("ALTER TABLE `costs_text`"));
        for (ReportVersion version : at.texts().due()) {
            assertThatThrownBy(() -> at.publishText(version)).isInstanceOf(RuntimeException.class);
        }
        at.athena.isUnreachableWhen(sql -> false);
        Files.delete(folder.resolve("bucket").resolve(DATA));

        assertThat(round()).isEqualTo(1);
        assertThat(shown()).isEqualTo("A1/");
    }

    @Test
    void textGoesWithTheParquetItBelongsTo() throws IOException {
        for (int i = 1; i <= 4; i++) {
            deliver("A" + i, String.valueOf(i));
            round();
        }
        at.clock.pass(Duration.ofDays(3));
        at.poll();
        round();

        assertThat(assemblies())
                .as("the shown one and one before, as the retention says")
                .containsExactly("A3", "A4");
    }
}
