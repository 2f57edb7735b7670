package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FakeS3;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.S3Store;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks, columns and files at work side by side: the same rows and the same refusals as one after another. */
final class ParallelConversionTest {
    private static final String DATE = "2025-02-01T00:00:00Z";
    private static final String GOOD_ROW = "id,Usage," + DATE + ",1.5,web\n";

    @TempDir
    private Path folder;

    private static ConversionLimits limits(int filesAtOnce, int workers) {
        int blocks = workers == 0 ? 1 : 5;
        return new ConversionLimits(filesAtOnce, workers, blocks, 1 << 10, 1 << 20, 2, 300, 1 << 20, 3);
    }

    private ConversionSummary convert(WrittenReport report, String target, ConversionLimits limits) throws Exception {
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, limits)
                .convert(report.manifest(), report.store(), new FileStore(folder.resolve(target)), "");
    }

    private WrittenReport report() {
        return new WrittenReport(folder.resolve("bucket"));
    }

    private static String randomRows(Random random, int rows) {
        StringBuilder csv = new StringBuilder(WrittenReport.header());
        for (int row = 0; row < rows; row++) {
            csv.append("id").append(random.nextInt(50)).append(random.nextBoolean() ? ",Usage," : ",Tax,");
            csv.append(random.nextInt(9) == 0 ? "" : DATE).append(',').append(random.nextInt(100) / 8.0);
            csv.append(random.nextBoolean() ? ",\"a\n\"\"" + random.nextInt(9) + "\"\r\n" : ",\n");
        }
        return csv.toString();
    }

    @Test
    void giveTheSameRowsAndTotals() throws Exception {
        for (long seed = 0; seed < 8; seed++) {
            Random random = new Random(seed);
            WrittenReport report = new WrittenReport(folder.resolve("bucket" + seed));
            for (int file = 0; file < 3; file++) {
                report.file(randomRows(random, 500 + random.nextInt(2000)));
            }

            ConversionSummary one = convert(report, "one" + seed, limits(1, 0));
            ConversionSummary pipelined = convert(report, "pipelined" + seed, limits(1, 3));
            ConversionSummary both = convert(report, "both" + seed, limits(2, 2));

            for (ConversionSummary parallel : List.of(pipelined, both)) {
                assertThat(parallel.totals()).as("seed " + seed).isEqualTo(one.totals());
                assertThat(parallel.costByLineItemType()).isEqualTo(one.costByLineItemType());
                assertThat(parallel.rows()).isEqualTo(one.rows());
            }
            assertThat(rows("pipelined" + seed)).as("seed " + seed).isEqualTo(rows("one" + seed));
            assertThat(rows("both" + seed)).as("seed " + seed).isEqualTo(rows("one" + seed));
        }
    }

    private List<List<Object>> rows(String target) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            return duck.rows("SELECT * FROM " + DuckDb.parquet(folder.resolve(target)) + " ORDER BY ALL");
        }
    }

    @Test
    void refuseTheFirstBadRowWhateverIsAtWorkBehindIt() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            int good = random.nextInt(2000);
            String bad = "id,Usage," + DATE + ",\"bad\n\",web\n";
            String csv = WrittenReport.header() + GOOD_ROW.repeat(good) + bad + GOOD_ROW.repeat(random.nextInt(200))
                    + "id,Usage,never,1,web\n" + "ragged\n";
            WrittenReport report = new WrittenReport(folder.resolve("bucket" + round)).file(csv);

            ProblemException refusal =
                    catchThrowableOfType(ProblemException.class, () -> convert(report, "target", limits(1, 4)));

            assertThat(refusal.problem().line()).startsWith("COST-016").contains("csv.gz:" + (good + 2) + ":4");
            assertThat(new FileStore(folder.resolve("target")).list("")).isEmpty();
            awaitWorkersEnd();
        }
    }

    @Test
    void endAllFilesWhenOneIsRefused() throws Exception {
        WrittenReport report = report();
        for (int file = 0; file < 6; file++) {
            report.file(WrittenReport.header() + GOOD_ROW.repeat(5000) + (file == 3 ? "x\n" : ""));
        }

        ProblemException refusal =
                catchThrowableOfType(ProblemException.class, () -> convert(report, "target", limits(3, 0)));

        assertThat(refusal.problem().where()).endsWith("small-4.csv.gz:5002");
        assertThat(new FileStore(folder.resolve("target")).list("")).isEmpty();
        awaitWorkersEnd();
    }

    @Test
    void endWhenTheirThreadIsInterrupted() throws Exception {
        WrittenReport report = report();
        for (int file = 0; file < 4; file++) {
            report.file(WrittenReport.header() + GOOD_ROW.repeat(5000));
        }

        for (ConversionLimits limits : List.of(limits(1, 3), limits(4, 0), limits(2, 2))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> convert(report, "target", limits)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(new FileStore(folder.resolve("target")).list("")).isEmpty();
            awaitWorkersEnd();
        }
    }

    @Test
    void readFromAndWriteToABucketWhoseConnectionsBreak() throws Exception {
        WrittenReport report = report().file(randomRows(new Random(3), 3000)).file(randomRows(new Random(4), 3000));
        FakeS3 s3 = new FakeS3();
        AtomicInteger opened = new AtomicInteger();
        for (String key : keys(report)) {
            s3.objects.put(key, Files.readAllBytes(folder.resolve("bucket").resolve(key)));
        }
        s3.connection = in -> opened.incrementAndGet() % 3 == 0 ? in : brokenAfter(in, 5000);
        S3Store bucket = new S3Store(s3, "b");

        ConversionSummary summary = new ReportConversion(
                        Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, limits(2, 2))
                .convert(report.manifest(), bucket, bucket, "t/");

        assertThat(opened).hasValueGreaterThan(2);
        assertThat(summary.totals())
                .isEqualTo(convert(report, "target", limits(1, 0)).totals());
    }

    private static List<String> keys(WrittenReport report) {
        List<String> keys = new ArrayList<>();
        report.json().get("reportKeys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private static InputStream brokenAfter(InputStream in, int bytes) {
        return new FilterInputStream(in) {
            private int left = bytes;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left == 0) {
                    throw new IOException("connection reset");
                }
                int count = super.read(target, offset, Math.min(left, length));
                left -= Math.max(0, count);
                return count;
            }
        };
    }

    private static void awaitWorkersEnd() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("convert")));
    }
}
