package dev.lamplighter.benchmarks;

import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * Converts one large {@code .csv.gz} as {@code costs convert} does, in a JVM with {@code -Xmx256m}. The environment variable
 * {@code ROWS} says how large: 8,000,000 rows are about 1 GB compressed. What was generated is kept.
 */
public final class LargeReport {
    private static final int ROWS = Integer.parseInt(System.getenv().getOrDefault("ROWS", "2000000"));
    private static final YearMonth MONTH = YearMonth.of(2026, 10);

    private LargeReport() {}

    /** Generates the report unless it is there, then converts it. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of("..", "target", "large-report", Integer.toString(ROWS))
                .toAbsolutePath()
                .normalize();
        Path manifest = folder.resolve("manifest-key");
        if (!Files.exists(manifest)) {
            generate(folder, manifest);
        }
        Path report = reportFile(folder.resolve("bucket"));
        Path log = folder.resolve("convert.log");
        Instant begin = Instant.now();
        Process converter = new ProcessBuilder(List.of(
                        "java",
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.lamplighter.app.Lamplighter",
                        "costs",
                        "convert",
                        "--source",
                        folder.resolve("bucket").toUri().toString(),
                        "--manifest",
                        Files.readString(manifest),
                        "--target",
                        folder.resolve("lake").toUri().toString(),
                        "--json"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exitCode = converter.waitFor();
        double seconds = Duration.between(begin, Instant.now()).toMillis() / 1000.0;
        System.out.println(Files.readString(log));
        System.out.printf(
                "rows=%d csv.gz=%.0f MB exit=%d seconds=%.1f MB/s=%.1f rows/s=%.0f%n",
                ROWS, Files.size(report) / 1e6, exitCode, seconds, Files.size(report) / 1e6 / seconds, ROWS / seconds);
    }

    private static void generate(Path folder, Path manifest) throws IOException {
        Files.createDirectories(folder);
        Delivery delivery = CostReportGenerator.deliver(
                CostReportSpec.of("large", MONTH).withRows(ROWS).withFiles(1), folder.resolve("bucket"));
        Files.writeString(manifest, delivery.manifestKey());
        System.out.println("generated, cost " + delivery.totals().unblendedCost().toPlainString());
    }

    private static Path reportFile(Path bucket) throws IOException {
        try (var files = Files.walk(bucket)) {
            return files.filter(file -> file.toString().endsWith(".csv.gz")).findFirst().orElseThrow();
        }
    }
}
