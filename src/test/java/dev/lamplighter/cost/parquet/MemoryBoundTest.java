package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 columns, 50 MB of text, hardly a value twice: in a JVM of its own with less heap than that. */
final class MemoryBoundTest {
    private static final int COLUMNS = 200;
    private static final int ROWS = 28_000;

    @TempDir
    private Path folder;

    @Test
    void convertsAReportMuchLargerThanItsHeap() throws Exception {
        List<String> headers = Stream.concat(
                        WrittenReport.HEADERS.stream(),
                        IntStream.range(WrittenReport.HEADERS.size(), COLUMNS).mapToObj(i -> "product/column" + i))
                .toList();
        WrittenReport report = new WrittenReport(folder.resolve("bucket"), headers).file("");
        report.manifest();
        long textBytes = writeText(folder.resolve("bucket/cur/small/20250201-20250301/small-1.csv.gz"), headers);
        assertThat(textBytes).isGreaterThan(50_000_000);

        Path log = folder.resolve("log");
        Process converter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Converter.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(converter.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(converter.exitValue()).as(Files.readString(log)).isZero();
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.value("SELECT count(DISTINCT identity_line_item_id) FROM "
                            + DuckDb.parquet(folder.resolve("target"))))
                    .isEqualTo((long) ROWS);
        }
    }

    private static long writeText(Path file, List<String> headers) throws IOException {
        Random random = new Random(42);
        long bytes = 0;
        try (BufferedWriter csv = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.US_ASCII))) {
            csv.write(String.join(",", headers) + "\n");
            for (int row = 0; row < ROWS; row++) {
                StringBuilder line = new StringBuilder(
                        "id" + row + ",Usage,2025-02-01T00:00:00Z,0." + random.nextInt(1_000_000_000) + ",n");
                for (int column = 5; column < COLUMNS; column++) {
                    line.append(',')
                            .append(Integer.toHexString(random.nextInt()))
                            .append('x');
                }
                csv.write(line.append('\n').toString());
                bytes += line.length();
            }
        }
        return bytes;
    }

    /** Runs with little heap. */
    static final class Converter {
        private Converter() {}

        public static void main(String[] folder) throws IOException {
            FileStore source = new FileStore(Path.of(folder[0], "bucket"));
            FileStore target = new FileStore(Path.of(folder[0], "target"));
            ConversionSummary summary = new ReportConversion(
                            Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                    .convert(new ManifestReader().read(source, WrittenReport.MANIFEST), source, target, "");
            ParquetTotals back = ParquetTotals.read(target, summary.outputs());
            if (!back.totals().equals(summary.totals()) || back.rows() != ROWS) {
                throw new IllegalStateException(back + " is not " + summary.totals());
            }
        }
    }
}
