package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.report.FileStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvHeaderStrippingTest {
    private static final String ROW = "a,Usage,2025-02-01T00:00:00Z,0.1,web\n";

    @TempDir
    private Path folder;

    private ConversionSummary strip(WrittenReport report, LineBreakPolicy lineBreakPolicy, String... existing)
            throws Exception {
        return new CsvHeaderStripping(Clock.systemUTC(), (file, files, key, rows) -> {}, lineBreakPolicy)
                .strip(report.manifest(), report.store(), target(), "text/", List.of(existing));
    }

    private WrittenReport report() {
        return new WrittenReport(folder.resolve("bucket"));
    }

    private FileStore target() {
        return new FileStore(folder.resolve("target"));
    }

    private String text(ConversionSummary summary, int file) throws Exception {
        byte[] bytes = Files.readAllBytes(
                folder.resolve("target").resolve(summary.outputs().get(file)));
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyFileHasTheSameColumnsAndNoHeader() throws Exception {
        ConversionSummary summary = strip(
                report().file("\ufeff" + WrittenReport.header().replace("\n", "\r\n") + ROW.replace("\n", "\r\n"))
                        .file(WrittenReport.header())
                        .file("lineItem/UnblendedCost,resourceTags/user:Name,lineItem/LineItemType,"
                                + "identity/LineItemId,lineItem/UsageStartDate\n"
                                + "1.81E-8,\"x, \"\"y\"\"\",Tax,b,2025-02-02T00:00:00Z\n\n"),
                LineBreakPolicy.REFUSE);

        assertThat(summary.outputs())
                .containsExactly(
                        "text/billing_period=2025-02/20250301T000000Z/small-00001.csv.gz",
                        "text/billing_period=2025-02/20250301T000000Z/small-00002.csv.gz",
                        "text/billing_period=2025-02/20250301T000000Z/small-00003.csv.gz");
        assertThat(text(summary, 0)).isEqualTo(ROW);
        assertThat(text(summary, 1)).isEmpty();
        assertThat(text(summary, 2)).isEqualTo("b,Tax,2025-02-02T00:00:00Z,1.81E-8,\"x, \"\"y\"\"\"\n");
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.totals().get("line_item_unblended_cost")).isEqualByComparingTo("0.1000000181");
    }

    @Test
    void columnsKeepThePlacesTheyHaveInTheTable() throws Exception {
        ConversionSummary summary = strip(
                report().file(WrittenReport.header() + ROW),
                LineBreakPolicy.REFUSE,
                "line_item_unblended_cost",
                "gone_since",
                "identity_line_item_id");

        assertThat(text(summary, 0)).isEqualTo("0.1,,a,Usage,2025-02-01T00:00:00Z,web\n");
        assertThat(summary.columns())
                .extracting(PublishedColumn::name)
                .startsWith("line_item_unblended_cost", "gone_since", "identity_line_item_id")
                .hasSize(6);
    }

    @Test
    void backslashesAreWrittenAsTheSerdeReadsThem() throws Exception {
        ConversionSummary summary =
                strip(report().file(WrittenReport.header() + ROW.replace("web", "C:\\x")), LineBreakPolicy.REFUSE);

        assertThat(text(summary, 0)).endsWith(",\"C:\\\\x\"\n");
    }

    @Test
    void aLineBreakInAFieldIsRefusedWithItsPlaceOrBecomesASpace() throws Exception {
        WrittenReport report = report().file(WrittenReport.header() + ROW)
                .file(WrittenReport.header() + ROW.replace("web", "\"w\r\neb\""));

        assertThatThrownBy(() -> strip(report, LineBreakPolicy.REFUSE))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-021")
                .hasMessageContaining("small-2.csv.gz:2");
        assertThat(target().list("text/")).isEmpty();
        assertThat(text(strip(report, LineBreakPolicy.SPACE), 1)).isEqualTo(ROW.replace("web", "\"w  eb\""));
    }

    @Test
    void rowsOfManyBlocksKeepTheirFieldsWhateverTheyHave() throws Exception {
        long seed = 20260702;
        Random random = new Random(seed);
        List<String> parts = List.of("w", "\"", "\\", ",", "\n", " ", "\u00e9");
        StringBuilder csv = new StringBuilder(WrittenReport.header());
        StringBuilder expected = new StringBuilder();
        for (int row = 0; row < 8000; row++) {
            String start = "id" + random.nextInt(9) + ",Usage,2025-02-01T00:00:00Z," + random.nextInt(50) + ".5,";
            String tag = random.ints(random.nextInt(4), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining());
            String quoted = "\"" + tag.replace("\"", "\"\"") + "\"";
            boolean plain = tag.matches("[w \u00e9]*");
            csv.append(start)
                    .append(plain && random.nextBoolean() ? tag : quoted)
                    .append('\n');
            expected.append(start)
                    .append(plain ? tag : quoted.replace("\\", "\\\\").replace('\n', ' '))
                    .append('\n');
        }

        ConversionSummary summary = strip(report().file(csv.toString()), LineBreakPolicy.SPACE);

        assertThat(text(summary, 0)).as("seed " + seed).isEqualTo(expected.toString());
        assertThat(summary.rows()).isEqualTo(8000);
    }

    @Test
    void theFirstRefusedRowIsToldWhateverRefusesIt() throws Exception {
        String broken = ROW.replace("web", "\"w\neb\"");
        String noNumber = ROW.replace("0.1", "abc");

        assertThatThrownBy(() ->
                        strip(report().file(WrittenReport.header() + ROW + broken + noNumber), LineBreakPolicy.REFUSE))
                .hasMessageStartingWith("COST-021")
                .hasMessageContaining("small-1.csv.gz:3:5");
        assertThatThrownBy(() -> strip(
                        report().file(WrittenReport.header() + noNumber + broken + "a\n"), LineBreakPolicy.REFUSE))
                .hasMessageStartingWith("COST-016")
                .hasMessageContaining("small-1.csv.gz:2:4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,Usage\n", "a,Usage,2025-02-01T00:00:00Z,abc,web\n", "a,Usage,yesterday,1,web\n"})
    void whatRefusesAConversionRefusesThisToo(String row) throws Exception {
        WrittenReport report = report().file(WrittenReport.header() + ROW).file(WrittenReport.header() + row);

        assertThatThrownBy(() -> strip(report, LineBreakPolicy.SPACE))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("small-2.csv.gz:2");
        assertThat(target().list("text/")).isEmpty();
    }

    /** DuckDB knows no OpenCSVSerde, but the same escapes. */
    @ParameterizedTest
    @EnumSource(Samples.class)
    void aSampleHasTheRowsItsParquetHas(Samples which) throws Exception {
        SampleReport sample = SampleReport.all()[which.index];
        ConversionSummary parquet = new ReportConversion(
                        Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(sample.manifest(), sample.store(), target(), "parquet/");

        ConversionSummary summary = new CsvHeaderStripping(
                        Clock.systemUTC(), (file, files, key, rows) -> {}, LineBreakPolicy.SPACE)
                .strip(sample.manifest(), sample.store(), target(), "text/", List.of());

        assertThat(summary.rows()).isEqualTo(parquet.rows());
        assertThat(summary.totals()).isEqualTo(parquet.totals());
        String names = summary.columns().stream()
                .map(column -> "'" + column.name() + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String csv = "read_csv('" + folder + "/target/text/**/*.csv.gz', header = false,"
                + " auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = " + names + ")";
        try (DuckDb duck = new DuckDb()) {
            String text = selected(
                            summary,
                            "coalesce(replace(%s, '\\\\', '\\'), '')",
                            "coalesce(nullif(%s, ''), '0')::DECIMAL(24,10)",
                            "replace(nullif(%s, ''), 'Z', '')::TIMESTAMP")
                    + csv;
            String table = selected(summary, "translate(%s, E'\\r\\n', '  ')", "%s", "%s")
                    + DuckDb.parquet(folder.resolve("target/parquet"));
            assertThat(duck.value("SELECT count(*) FROM (" + text + ")")).isEqualTo(summary.rows());
            assertThat(duck.rows("(" + text + ") EXCEPT ALL (" + table + ")")).isEmpty();
            assertThat(duck.rows("(" + table + ") EXCEPT ALL (" + text + ")")).isEmpty();
        }
    }

    /** All columns of the text, each with what its type in the table over Parquet asks for. */
    private static String selected(ConversionSummary summary, String string, String decimal, String timestamp) {
        return summary.columns().stream()
                .map(column -> switch (column.type()) {
                    case STRING -> string.formatted(column.name());
                    case DECIMAL -> decimal.formatted(column.name());
                    case TIMESTAMP -> timestamp.formatted(column.name());
                    case DOUBLE, DELIVERED -> throw new IllegalArgumentException(column.name());
                })
                .collect(Collectors.joining(", ", "SELECT ", " FROM "));
    }

    /** Of {@link SampleReport#all()}: drifting columns, ZIP of 2018, tags with quotes and line breaks. */
    enum Samples {
        DRIFT(4),
        ZIP_2018(6),
        NASTY(7);

        private final int index;

        Samples(int index) {
            this.index = index;
        }
    }
}
