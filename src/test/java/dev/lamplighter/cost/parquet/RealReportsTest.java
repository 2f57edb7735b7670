package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What reports out there hold, of all years and after all tools they passed through: none of it may stop a month. */
final class RealReportsTest {
    private static final String HEADER = WrittenReport.header();
    private static final List<Object> ROW = row("id", "Usage", "2025-02-01 00:00:00", "1.5000000000", "web");

    @TempDir
    private Path folder;

    interface Make {
        void apply(WrittenReport report) throws IOException;
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static Arguments text(String what, String csv, List<?>... rows) {
        return report(what, report -> report.file(csv), rows);
    }

    private static Arguments one(String what, String line, List<?> row) {
        return text(what, HEADER + line, row);
    }

    private static Arguments report(String what, Make make, List<?>... rows) {
        return Arguments.of(what, make, List.of(rows));
    }

    static Stream<Arguments> reports() {
        String line = "id,Usage,2025-02-01T00:00:00Z,1.5,web\n";
        return Stream.of(
                one("as AWS writes it", line, ROW),
                text("CRLF, 2018", (HEADER + line).replace("\n", "\r\n"), ROW),
                text("no line end at the end", HEADER + line.strip(), ROW),
                text("a blank line at the end", HEADER + line + "\n", ROW),
                text("blank lines at the end, CRLF", (HEADER + line + "\n\n\n").replace("\n", "\r\n"), ROW),
                text("a blank line behind a header only", HEADER + "\n"),
                text("a header only", HEADER),
                text("a header only, without line end", HEADER.strip()),
                text("a byte order mark", "\ufeff" + HEADER + line, ROW),
                text(
                        "everything in quotes",
                        "\"" + HEADER.strip().replace(",", "\",\"") + "\"\n\""
                                + line.strip().replace(",", "\",\"") + "\"\n",
                        ROW),
                one("a quoted number", "id,Usage,2025-02-01T00:00:00Z,\"1.5\",web\n", ROW),
                one("empty in quotes", "id,Usage,\"\",\"\",\"\"\n", row("id", "Usage", "none", "0.0000000000", "")),
                one("no date", "id,Usage,,1.5,web\n", row("id", "Usage", "none", "1.5000000000", "web")),
                one("fixed decimals, 2018", "id,Usage,2025-02-01T00:00:00Z,1.5000000000,web\n", ROW),
                one("a double as Java prints it", "id,Usage,2025-02-01T00:00:00Z,1.5E0,web\n", ROW),
                one(
                        "small and negative",
                        "id,Credit,2025-02-01T00:00:00.000Z,-7.0E-10,web\n",
                        row("id", "Credit", "2025-02-01 00:00:00", "-0.0000000007", "web")),
                one(
                        "minus zero",
                        "id,Usage,2025-02-01T00:00:00Z,-0.0,web\n",
                        row("id", "Usage", "2025-02-01 00:00:00", "0.0000000000", "web")),
                one("a date of a data frame", "id,Usage,2025-02-01 00:00:00+00:00,1.5,web\n", ROW),
                one("a date of a query engine", "id,Usage,2025-02-01 00:00:00.000,1.5,web\n", ROW),
                one(
                        "a day outside the month",
                        "id,Fee,2024-06-30T23:59:59Z,1.5,web\n",
                        row("id", "Fee", "2024-06-30 23:59:59", "1.5000000000", "web")),
                one(
                        "commas, quotes and line breaks in text",
                        "id,Usage,2025-02-01T00:00:00Z,1.5,\"a, \"\"b\"\"\n\r\nc\"\n",
                        row("id", "Usage", "2025-02-01 00:00:00", "1.5000000000", "a, \"b\"\n\r\nc")),
                one(
                        "text of every script, and backslashes",
                        "id,Usage,2025-02-01T00:00:00Z,1.5,\u65e5\u672c \ud83d\udca1 C:\\x\n",
                        row("id", "Usage", "2025-02-01 00:00:00", "1.5000000000", "\u65e5\u672c \ud83d\udca1 C:\\x")),
                report(
                        "some members of gzip, one of them empty",
                        report -> report.file(members(HEADER, "", line)),
                        ROW),
                report("keys with a slash in front", report -> slash(report.file(HEADER + line)), ROW),
                report("a manifest of 2018: artifacts, no types", report -> artifacts(report.file(HEADER + line)), ROW),
                report("types in capitals", report -> types(report.file(HEADER + line), "BIGDECIMAL"), ROW),
                report("a type nobody knows", report -> types(report.file(HEADER + line), "Money"), ROW),
                report(
                        "a file with rows, a file without",
                        report -> report.file(HEADER).file(HEADER + line).file(HEADER),
                        ROW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void areConvertedRowByRow(String what, Make make, List<List<Object>> rows) throws Exception {
        WrittenReport report = new WrittenReport(folder.resolve("bucket"));
        make.apply(report);

        ConversionSummary summary = new ReportConversion(
                        Clock.systemUTC(), (file, files, key, count) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(report.manifest(), report.store(), new FileStore(folder.resolve("target")), "");

        assertThat(summary.rows()).as(what).isEqualTo(rows.size());
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("SELECT identity_line_item_id, line_item_line_item_type,"
                            + " COALESCE(line_item_usage_start_date::VARCHAR, 'none'), line_item_unblended_cost::VARCHAR,"
                            + " resource_tags_user_name FROM " + DuckDb.parquet(folder.resolve("target"))))
                    .as(what)
                    .isEqualTo(rows);
        }
    }

    private static byte[] members(String... texts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.write(Gzip.of(text.getBytes(StandardCharsets.UTF_8)));
        }
        return all.toByteArray();
    }

    private static void slash(WrittenReport report) {
        String key = report.json().get("reportKeys").get(0).asText();
        report.json().putArray("reportKeys").add("/" + key);
    }

    private static void artifacts(WrittenReport report) {
        report.json()
                .putArray("additionalArtifactKeys")
                .addObject()
                .put("artifactType", "RedshiftManifest")
                .put("name", "small-RedshiftManifest.json");
    }

    private static void types(WrittenReport report, String ofCost) {
        ArrayNode columns = (ArrayNode) report.json().get("columns");
        columns.forEach(column -> ((ObjectNode) column)
                .put("type", column.get("name").asText().equals("UnblendedCost") ? ofCost : "Unheard-of"));
    }
}
