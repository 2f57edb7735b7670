package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: one problem with its code and place, and nothing left in the target. */
final class RefusedReportsTest {
    private static final String GOOD_ROW = "id1,Usage,2025-02-01T00:00:00Z,1.5,web\n";

    @TempDir
    private Path folder;

    interface Spoil {
        void apply(WrittenReport report) throws IOException;
    }

    private static Arguments refused(String what, String code, String where, Spoil spoil) {
        return Arguments.of(what, code, where, spoil);
    }

    private static Arguments row(String what, String code, String where, String row) {
        return refused(what, code, where, report -> report.file(WrittenReport.header() + GOOD_ROW + row));
    }

    private static Arguments key(String key) {
        return refused(
                "key " + key,
                "COST-003",
                "small-Manifest.json",
                report -> keys(report).add(key));
    }

    private static Arguments field(String name, String value, String code) {
        return refused(
                name + " " + value,
                code,
                "small-Manifest.json",
                report -> report.file(WrittenReport.header()).json().put(name, value));
    }

    private static ArrayNode keys(WrittenReport report) {
        return (ArrayNode) report.json().get("reportKeys");
    }

    static Stream<Arguments> badReports() {
        byte[] good = Gzip.of(WrittenReport.header() + GOOD_ROW.repeat(100));
        byte[] badCrc = good.clone();
        badCrc[good.length - 8] ^= 1;
        byte[] badData = good.clone();
        badData[good.length / 2] ^= 0x55;
        return Stream.of(
                row("too few fields", "COST-013", "small-2.csv.gz:3", "id2,Usage,2025-02-01T00:00:00Z,1\n"),
                row("too many fields", "COST-013", "small-2.csv.gz:3", "id2,Usage,2025-02-01T00:00:00Z,1,a,b\n"),
                row("an empty line", "COST-013", "small-2.csv.gz:3", "\n" + GOOD_ROW),
                row("an empty line among others", "COST-013", "small-2.csv.gz:3", "\r\n\n\"\"\n"),
                row(
                        "ragged behind a line break in quotes",
                        "COST-013",
                        "small-2.csv.gz:5",
                        "i,U,2025-02-01 00:00:00,1,\"a\n\"\nx\n"),
                row("an unclosed quote", "COST-014", "small-2.csv.gz:3:5", "id2,Usage,2025-02-01T00:00:00Z,1,\"web\n"),
                row(
                        "text behind a quote",
                        "COST-014",
                        "small-2.csv.gz:3:2",
                        "id2,\"Usage\"x,2025-02-01T00:00:00Z,1,web\n"),
                row(
                        "a quote in plain text",
                        "COST-014",
                        "small-2.csv.gz:3:2",
                        "id2,Us\"age,2025-02-01T00:00:00Z,1,web\n"),
                row(
                        "a lone carriage return",
                        "COST-014",
                        "small-2.csv.gz:3:2",
                        "id2,Us\rage,2025-02-01T00:00:00Z,1,web\n"),
                row("an endless row", "COST-015", "small-2.csv.gz:3", "x".repeat(5 << 20)),
                row(
                        "a comma as decimal point",
                        "COST-016",
                        "small-2.csv.gz:3:4",
                        "i,U,2025-02-01T00:00:00Z,\"1,5\",web\n"),
                row("not a number", "COST-016", "small-2.csv.gz:3:4", "i,U,2025-02-01T00:00:00Z,NaN,web\n"),
                row("too many decimals", "COST-016", "small-2.csv.gz:3:4", "i,U,2025-02-01T00:00:00Z,1e-11,web\n"),
                row(
                        "too many digits",
                        "COST-016",
                        "small-2.csv.gz:3:4",
                        "i,U,2025-02-01T00:00:00Z,123456789012345,web\n"),
                row("no such day", "COST-017", "small-2.csv.gz:3:3", "i,U,2025-02-30T00:00:00Z,1,web\n"),
                row("a date of another order", "COST-017", "small-2.csv.gz:3:3", "i,U,01/02/2025,1,web\n"),
                row("a space for a date", "COST-017", "small-2.csv.gz:3:3", "i,U, ,1,web\n"),
                refused(
                        "Latin-1",
                        "COST-018",
                        "small-2.csv.gz:2:5",
                        report ->
                                report.file(Gzip.of((WrittenReport.header() + "i,U,2025-02-01T00:00:00Z,1,caf\u00e9\n")
                                        .getBytes(StandardCharsets.ISO_8859_1)))),
                refused(
                        "truncated in the data",
                        "COST-010",
                        "small-2.csv.gz",
                        report -> report.file(Arrays.copyOf(good, good.length / 2))),
                refused(
                        "truncated in the trailer",
                        "COST-010",
                        "small-2.csv.gz",
                        report -> report.file(Arrays.copyOf(good, good.length - 1))),
                refused("an empty file", "COST-010", "small-2.csv.gz", report -> report.file(new byte[0])),
                refused("a wrong CRC", "COST-010", "small-2.csv.gz", report -> report.file(badCrc)),
                refused("damaged data", "COST-010", "small-2.csv.gz", report -> report.file(badData)),
                refused(
                        "garbage behind the last member",
                        "COST-010",
                        "small-2.csv.gz",
                        report -> report.file(WrittenReport.withGarbage(good))),
                refused(
                        "not compressed",
                        "COST-010",
                        "small-2.csv.gz",
                        report -> report.file(WrittenReport.header().getBytes(StandardCharsets.UTF_8))),
                refused(
                        "a header too few",
                        "COST-012",
                        "small-2.csv.gz:1",
                        report -> report.file("identity/LineItemId,lineItem/LineItemType\n")),
                refused(
                        "a header too many",
                        "COST-012",
                        "small-2.csv.gz:1",
                        report -> report.file(WrittenReport.header().strip() + ",product/sku\n")),
                refused(
                        "a header twice",
                        "COST-012",
                        "small-2.csv.gz:1",
                        report -> report.file(WrittenReport.header().strip() + ",identity/LineItemId\n")),
                refused(
                        "a row instead of the header",
                        "COST-012",
                        "small-2.csv.gz:1",
                        report -> report.file("caf,Usage,2025-02-01T00:00:00Z,1.5,web\n")),
                refused(
                        "a header without end",
                        "COST-012",
                        "small-2.csv.gz:1",
                        report -> report.file(WrittenReport.header().strip() + "x".repeat(1000) + "\n")),
                refused("no header", "COST-012", "small-2.csv.gz:1", report -> report.file("")),
                refused(
                        "a file that is not there",
                        "COST-005",
                        "small/9.csv.gz",
                        report -> keys(report).add("cur/small/9.csv.gz")),
                refused("two ZIP entries", "COST-011", "small-1.csv.gz", report -> zip(report, "a.csv", "b.csv")),
                refused("no ZIP entry", "COST-011", "small-1.csv.gz", report -> zip(report)),
                key("cur/${sysenv.HOME}/x.csv.gz"),
                key("cur/$simple{body}/x.csv.gz"),
                key("cur/../../etc/passwd"),
                key("cur/./x.csv.gz"),
                key("cur/a\nb.csv.gz"),
                key("cur/a\u0000b.csv.gz"),
                key(""),
                key("k".repeat(1025)),
                refused(
                        "a key twice",
                        "COST-002",
                        "small-Manifest.json",
                        report -> keys(report).add(keys(report).get(0))),
                refused(
                        "no keys",
                        "COST-002",
                        "small-Manifest.json",
                        report -> keys(report).removeAll()),
                refused(
                        "a period backwards",
                        "COST-002",
                        "small-Manifest.json",
                        report -> ((ObjectNode) report.json().get("billingPeriod")).put("end", "20250101T000000.000Z")),
                field("assemblyId", "../elsewhere", "COST-002"),
                field("reportName", "a/b", "COST-002"),
                field("reportName", "..", "COST-002"),
                field("contentType", "Parquet", "COST-004"),
                field("compression", "Parquet", "COST-004"),
                field("charset", "ISO-8859-1", "COST-004"));
    }

    /** The first file is good and already converted when the second one turns out not to be. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("badReports")
    void endWithTheirCodeAndPlaceAndLeaveNothing(String what, String code, String where, Spoil spoil) throws Exception {
        WrittenReport report = new WrittenReport(folder.resolve("bucket")).file(WrittenReport.header() + GOOD_ROW);
        spoil.apply(report);

        ProblemException refusal = catchThrowableOfType(
                ProblemException.class,
                () -> new ReportConversion(
                                Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                        .convert(report.manifest(), report.store(), new FileStore(folder.resolve("target")), ""));

        assertThat(refusal).as(what).isNotNull();
        Problem problem = refusal.problem();
        assertThat(problem.code()).as(problem.line()).isEqualTo(code);
        assertThat(problem.where()).as(problem.line()).endsWith(where);
        assertThat(problem.line()).hasSizeLessThan(700).doesNotContain("\n").doesNotContain("caf");
        assertThat(filesIn(folder.resolve("target"))).isEmpty();
    }

    @Test
    void namesTheManifestsOwnFaultWithLineAndColumn() throws Exception {
        Path manifest = folder.resolve("m-Manifest.json");
        Files.writeString(manifest, "{\n \"a\": 1,\n \"a\": 2}");

        ProblemException refusal = catchThrowableOfType(
                ProblemException.class, () -> new ManifestReader().read(new FileStore(folder), "m-Manifest.json"));

        assertThat(refusal.problem().code()).isEqualTo("COST-002");
        assertThat(refusal.problem().where()).matches("file:.*m-Manifest.json:3:\\d+");
    }

    private static void zip(WrittenReport report, String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((WrittenReport.header() + GOOD_ROW).getBytes(StandardCharsets.UTF_8));
            }
        }
        keys(report).removeAll();
        report.file(bytes.toByteArray()).json().put("compression", "ZIP");
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
