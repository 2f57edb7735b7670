package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ReportColumn;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.zip.GZIPInputStream;

/**
 * A generated report on disk.
 *
 * @param bucket the folder that stands for the bucket
 * @param files the CSV files, gzipped
 * @param types a line of header, tab, type for each {@link Column}
 */
record Report(
        Path bucket, String manifestKey, List<Path> files, Path types, long rows, long textBytes, long gzipBytes) {
    private static final YearMonth MONTH = YearMonth.of(2025, 3);

    Report {
        files = List.copyOf(files);
    }

    /** The report of this shape, which is generated when no earlier run has left it. */
    static Report of(Path folder, int rows, int files, long seed) throws IOException {
        Path bucket = folder.resolve("%dx%d-seed%d".formatted(rows, files, seed));
        Path done = bucket.resolve("report.properties");
        if (!Files.exists(done)) {
            System.err.printf(Locale.ROOT, "generating %,d rows in %d file(s) ...%n", rows, files);
            generate(Folders.emptied(bucket), rows, files, seed, done);
        }
        Properties saved = new Properties();
        try (InputStream in = Files.newInputStream(done)) {
            saved.load(in);
        }
        String key = saved.getProperty("manifest");
        List<Path> csv = csvFiles(bucket, manifest(bucket, key));
        long gzipBytes = 0;
        for (Path file : csv) {
            gzipBytes += Files.size(file);
        }
        long textBytes = Long.parseLong(saved.getProperty("textBytes"));
        return new Report(bucket, key, csv, bucket.resolve("types.tsv"), rows, textBytes, gzipBytes);
    }

    String description() {
        return String.format(
                Locale.ROOT,
                "%d file%s of %,d rows (%,d MB text, %,d MB gzip, %.1fx)",
                files.size(),
                files.size() == 1 ? "" : "s",
                rows / files.size(),
                textBytes / 1_000_000,
                gzipBytes / 1_000_000,
                (double) textBytes / gzipBytes);
    }

    private static void generate(Path bucket, int rows, int files, long seed, Path done) throws IOException {
        CostReportSpec spec = CostReportSpec.of("hourly", MONTH)
                .withRows(rows)
                .withFiles(files)
                .withSeed(seed);
        Delivery delivery = CostReportGenerator.deliver(spec, bucket);
        CostReportManifest manifest = manifest(bucket, delivery.manifestKey());
        List<String> types = new ArrayList<>();
        for (ReportColumn column : manifest.columns()) {
            types.add(column.header() + "\t" + type(column));
        }
        Files.write(bucket.resolve("types.tsv"), types);
        Properties saved = new Properties();
        saved.setProperty("manifest", delivery.manifestKey());
        saved.setProperty("textBytes", Long.toString(textBytes(csvFiles(bucket, manifest))));
        try (OutputStream out = Files.newOutputStream(done)) {
            saved.store(out, null);
        }
    }

    private static String type(ReportColumn column) {
        return switch (String.valueOf(column.type())) {
            case "BigDecimal", "OptionalBigDecimal" -> "DECIMAL";
            case "DateTime", "OptionalDateTime" -> "TIMESTAMP";
            default -> "TEXT";
        };
    }

    private static CostReportManifest manifest(Path bucket, String key) throws IOException {
        return new ManifestReader().read(new FileStore(bucket), key);
    }

    private static List<Path> csvFiles(Path bucket, CostReportManifest manifest) {
        return manifest.reportKeys().stream().map(bucket::resolve).toList();
    }

    private static long textBytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                bytes += in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return bytes;
    }
}
