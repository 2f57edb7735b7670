package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Report files that AWS writes again while they are read, through the real converter. */
final class ChangingReportTest {
    private static final String FOLDER = "cur/hourly/20250201-20250301/";
    private static final String COST = "line_item_unblended_cost";

    private final StateDatabase database = StateDatabase.inMemory();
    private Consumer<String> opened = key -> {};

    @TempDir
    private Path folder;

    private PublishingFixture at;

    @BeforeEach
    void begin() throws IOException {
        at = new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(
                        new WatchedStore(new FileStore(folder.resolve("bucket"))),
                        new FileStore(folder.resolve("lake")),
                        clock -> new InProcessConverter(
                                new ManifestReader(),
                                new ConversionMeter(clock),
                                clock,
                                NumberType.DECIMAL,
                                96L << 20)),
                "hourly");
        deliver("A1", "1", "2");
        assertThat(at.poll()).isEmpty();
        assertThat(shown()).isEqualTo("A1 3");
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** One file a cost. */
    private void deliver(String assembly, String... costs) throws IOException {
        BadReport report = new BadReport("hourly");
        report.json().put("assemblyId", assembly);
        report.keys().removeAll();
        for (int i = 0; i < costs.length; i++) {
            report.keys().add(data(i + 1));
        }
        report.write(folder.resolve("bucket"));
        for (int i = 0; i < costs.length; i++) {
            write(data(i + 1), costs[i]);
        }
    }

    private static String data(int number) {
        return FOLDER + "hourly-" + number + ".csv.gz";
    }

    private void write(String key, String cost) {
        try {
            Files.write(
                    folder.resolve("bucket").resolve(key),
                    Gzip.of(BadReport.HEADER + BadReport.GOOD_ROW.replace("1.5", cost)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String shown() {
        ReportLedgerEntry shown = at.ledger().published().get(0);
        BigDecimal cost = shown.converted().totals().getOrDefault(COST, BigDecimal.ZERO);
        return shown.assemblyId() + " " + MonthChange.plain(cost);
    }

    private List<String> shownFiles(String assembly) throws IOException {
        Path files =
                folder.resolve("lake/lamplighter/costs/billing_period=2025-02").resolve(assembly);
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(files)) {
            return found.map(Path::toString).toList();
        }
    }

    /** The first file, while it is read, and the second, while the first is read. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileThatChangesDuringTheConversionBeginsTheVersionAgain(int changing) throws IOException {
        deliver("A2", "10", "20");
        opened = key -> {
            if (key.equals(data(1))) {
                opened = again -> {};
                write(data(changing), "5000000");
            }
        };

        assertThat(at.poll()).as("that is no problem yet").isEmpty();
        assertThat(shown()).isEqualTo("A1 3");
        assertThat(shownFiles("A2")).isEmpty();
        assertThat(at.desk().plan().get(0)).contains("converts and publishes, not before");

        assertThat(at.poll()).isEmpty();
        assertThat(shown()).isEqualTo(changing == 1 ? "A2 5000020" : "A2 5000010");
        assertThat(shownFiles("A2")).hasSize(2);
    }

    @Test
    void aReportThatNeverRestsIsTold() throws IOException {
        deliver("A2", "10", "20");
        int[] times = {0};
        opened = key -> {
            if (key.equals(data(1))) {
                write(data(2), "1" + "0".repeat(++times[0]));
            }
        };

        for (int round = 0; round < 5; round++) {
            assertThat(at.poll()).as("round %d", round).isEmpty();
            at.clock.pass(Duration.ofHours(1));
        }
        assertThat(at.poll()).singleElement().asString().startsWith("COST-106").contains(data(2));
        assertThat(shown()).isEqualTo("A1 3");
    }

    @Test
    void aKeyThatIsMissingIsWaitedForThenToldAndThenPublished() throws IOException {
        deliver("A2", "10", "20");
        Files.delete(folder.resolve("bucket").resolve(data(2)));

        for (int round = 0; round < 5; round++) {
            assertThat(at.poll()).as("round %d", round).isEmpty();
            at.clock.pass(Duration.ofHours(1));
        }
        assertThat(at.poll()).singleElement().asString().startsWith("COST-106").contains("COST-005", data(2));
        assertThat(shown()).isEqualTo("A1 3");
        assertThat(shownFiles("A2")).isEmpty();

        write(data(2), "30");
        at.clock.pass(Duration.ofHours(2));
        assertThat(at.poll()).isEmpty();
        assertThat(shown()).isEqualTo("A2 40");
    }

    /** Tells which files are opened, after they are. */
    private final class WatchedStore implements ObjectStore {
        private final ObjectStore store;

        WatchedStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public Stream<StoredObject> list(String prefix) throws IOException {
            return store.list(prefix);
        }

        @Override
        public Optional<StoredObject> head(String key) throws IOException {
            return store.head(key);
        }

        @Override
        public InputStream open(StoredObject pinned) throws IOException {
            InputStream in = store.open(pinned);
            opened.accept(pinned.key());
            return in;
        }

        @Override
        public ObjectUpload create(String key) throws IOException {
            return store.create(key);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public String uri(String key) {
            return store.uri(key);
        }
    }
}
