package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.FakeS3;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ObjectChangedException;
import dev.lamplighter.cost.report.S3Store;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportConversionTest {
    private static final String DATE = "2025-02-01T00:00:00Z";

    @TempDir
    private Path folder;

    private ConversionSummary convert(WrittenReport report) throws Exception {
        return convert(report, ConversionLimits.SMALL);
    }

    private ConversionSummary convert(WrittenReport report, ConversionLimits limits) throws Exception {
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, limits)
                .convert(report.manifest(), report.store(), target(), "t/");
    }

    private static ConversionLimits limits(
            int blockBytes, int rowGroupRows, long rowGroupBytes, int rowGroupsPerObject) {
        return new ConversionLimits(1, 0, 1, blockBytes, 1 << 20, 3, rowGroupRows, rowGroupBytes, rowGroupsPerObject);
    }

    private FileStore target() {
        return new FileStore(folder.resolve("target"));
    }

    private WrittenReport report() {
        return new WrittenReport(folder.resolve("bucket"));
    }

    private List<List<Object>> rows(String columns) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            return duck.rows("SELECT " + columns + " FROM " + DuckDb.parquet(folder.resolve("target")));
        }
    }

    @Test
    void writesAbsentTextEmptyAbsentNumbersZeroAndTimestampsOptional() throws Exception {
        convert(report().file(WrittenReport.header() + ",," + DATE + ",,\n"));

        assertThat(rows("*"))
                .containsExactly(
                        List.of("", "", Timestamp.valueOf("2025-02-01 00:00:00"), new BigDecimal("0E-10"), ""));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("SELECT type, repetition_type, converted_type FROM parquet_schema('"
                            + folder.resolve("target") + "/**/*.parquet') WHERE num_children IS NULL"))
                    .containsExactly(
                            List.of("BYTE_ARRAY", "REQUIRED", "UTF8"),
                            List.of("BYTE_ARRAY", "REQUIRED", "UTF8"),
                            List.of("INT64", "OPTIONAL", "TIMESTAMP_MILLIS"),
                            List.of("FIXED_LEN_BYTE_ARRAY", "REQUIRED", "DECIMAL"),
                            List.of("BYTE_ARRAY", "REQUIRED", "UTF8"));
        }
    }

    @Test
    void putsObjectsIntoTheFolderOfTheVersion() throws Exception {
        ConversionSummary summary =
                convert(report().file(WrittenReport.header()).file(WrittenReport.header()));

        assertThat(summary.outputs())
                .containsExactly(
                        "t/billing_period=2025-02/20250301T000000Z/small-00001.zstd.parquet",
                        "t/billing_period=2025-02/20250301T000000Z/small-00002.zstd.parquet");
        assertThat(target().list("t/").map(object -> object.key())).containsExactlyElementsOf(summary.outputs());
    }

    @Test
    void givesNoRowsForFilesThatHaveOnlyAHeader() throws Exception {
        ConversionSummary summary = convert(report().file(WrittenReport.header()));

        assertThat(summary.rows()).isZero();
        assertThat(summary.totals().get("line_item_unblended_cost")).isZero();
        assertThat(rows("count(*)")).containsExactly(List.of(0L));
        assertThat(ParquetTotals.read(target(), summary.outputs()).rows()).isZero();
    }

    @Test
    void matchesColumnsByNameInEachFile() throws Exception {
        convert(report().file(WrittenReport.header() + "id,Usage," + DATE + ",1,web\n")
                .file("lineItem/UnblendedCost,resourceTags/user:Name,lineItem/UsageStartDate,lineItem/LineItemType,"
                        + "identity/LineItemId\n1,web," + DATE + ",Usage,id\n"));

        assertThat(rows("DISTINCT *")).hasSize(1);
        assertThat(rows("*")).hasSize(2);
    }

    @Test
    void takesTheFirstFilledValueOfColumnsWithTheSameName() throws Exception {
        WrittenReport report = new WrittenReport(
                folder.resolve("bucket"), List.of("resourceTags/user:Owner", "resourceTags/user:owner"));

        ConversionSummary summary =
                convert(report.file("resourceTags/user:owner,resourceTags/user:Owner\nb,a\nc,\n,d\n,\n"));

        assertThat(summary.columns())
                .containsExactly(new PublishedColumn(
                        "resource_tags_user_owner",
                        ColumnType.STRING,
                        List.of("resourceTags/user:Owner", "resourceTags/user:owner")));
        assertThat(rows("*")).containsExactly(List.of("a"), List.of("c"), List.of("d"), List.of(""));
    }

    @Test
    void keepsTheOriginalHeadersInTheFile() throws Exception {
        convert(report().file(WrittenReport.header()));

        try (DuckDb duck = new DuckDb()) {
            Object headers = duck.value("SELECT decode(value) FROM parquet_kv_metadata('" + folder.resolve("target")
                    + "/**/*.parquet') WHERE decode(key) = 'lamplighter.headers'");
            assertThat((String) headers).contains("\"line_item_unblended_cost\":[\"lineItem/UnblendedCost\"]");
        }
    }

    @Test
    void addsUpWhatNoDoubleAndNoLongCanHold() throws Exception {
        ConversionSummary summary = convert(report().file(WrittenReport.header()
                + ("id,Usage," + DATE + ",99999999999999.9999999999,\n").repeat(3)
                + "id,Credit," + DATE + ",-1E-10,\n"));

        assertThat(summary.totals().get("line_item_unblended_cost")).isEqualByComparingTo("299999999999999.9999999996");
        assertThat(summary.costByLineItemType())
                .containsEntry("Credit", new Subtotal(1, new BigDecimal("-0.0000000001")));
        assertThat(ParquetTotals.read(target(), summary.outputs()).totals()).isEqualTo(summary.totals());
    }

    @Test
    void storesUtcInEveryZone() throws Exception {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Pacific/Apia", "America/St_Johns", "UTC")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                convert(report().file(WrittenReport.header() + ",,2025-02-01T23:59:59.123Z,,\n"));
                assertThat(rows("CAST(line_item_usage_start_date AS VARCHAR)"))
                        .as(zone)
                        .containsExactly(List.of("2025-02-01 23:59:59.123"));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** Row groups of few rows and objects of few row groups, values that repeat and values that don't. */
    @Test
    void losesNothingAtTheSeamsOfRowGroupsAndObjects() throws Exception {
        long seed = 20250201;
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder(WrittenReport.header());
        BigDecimal sum = BigDecimal.ZERO;
        List<List<Object>> expected = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            BigDecimal cost = new BigDecimal(BigInteger.valueOf(random.nextLong() / (1 + random.nextInt(1000))), 10);
            String type = random.nextInt(50) == 0 ? "Tax" : "Usage";
            csv.append("id" + i + "," + type + "," + DATE + "," + cost + "," + "v".repeat(random.nextInt(3)) + "\n");
            sum = sum.add(cost);
            expected.add(List.of("id" + i, type, cost));
        }

        ConversionSummary summary = convert(report().file(csv.toString()), limits(2 << 10, 137, 1 << 20, 3));

        assertThat(summary.outputs()).as("seed " + seed).hasSizeGreaterThan(5);
        assertThat(summary.totals().get("line_item_unblended_cost"))
                .as("seed " + seed)
                .isEqualByComparingTo(sum);
        assertThat(ParquetTotals.read(target(), summary.outputs()).totals()).isEqualTo(summary.totals());
        assertThat(rows("identity_line_item_id, line_item_line_item_type, line_item_unblended_cost"))
                .as("seed " + seed)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Pages with levels: repeated and distinct values, none at all, and gaps across the pages of a row group. */
    @Test
    void keepsTheRowsOfAbsentTimestamps() throws Exception {
        long seed = 20260401;
        Random random = new Random(seed);
        List<String> headers = List.of("identity/LineItemId", "bill/ADate", "bill/BDate", "bill/CDate");
        StringBuilder csv = new StringBuilder(String.join(",", headers) + "\n");
        List<List<Object>> expected = new ArrayList<>();
        Instant origin = Instant.parse("2025-02-01T00:00:00Z");
        for (int i = 0; i < 45_000; i++) {
            String repeated = random.nextInt(3) == 0 ? "" : DATE;
            String distinct = i % 7 == 0 ? "" : origin.plusSeconds(i).toString();
            csv.append("%d,%s,%s,\n".formatted(i, repeated, distinct));
            expected.add(Arrays.asList(
                    Integer.toString(i),
                    repeated.isEmpty() ? null : "2025-02-01 00:00:00",
                    distinct.isEmpty()
                            ? null
                            : origin.plusSeconds(i).toString().replace("T", " ").replace("Z", ""),
                    null));
        }

        convert(new WrittenReport(folder.resolve("bucket"), headers).file(csv.toString()));

        assertThat(rows("identity_line_item_id, bill_a_date::VARCHAR, bill_b_date::VARCHAR, bill_c_date::VARCHAR"))
                .as("seed " + seed)
                .containsExactlyElementsOf(expected);
        assertThat(rows("count(*) FILTER (bill_a_date IS NULL), count(bill_b_date), count(bill_c_date)"))
                .as("seed " + seed)
                .containsExactly(List.of(
                        expected.stream().filter(row -> row.get(1) == null).count(), 38_571L, 0L));
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("SELECT sum(stats_null_count) FROM parquet_metadata('" + folder.resolve("target")
                            + "/**/*.parquet') WHERE path_in_schema = 'bill_c_date'"))
                    .hasToString("[[45000]]");
        }
    }

    @Test
    void closesARowGroupWhenItsValuesTakeTooMuchMemory() throws Exception {
        StringBuilder csv = new StringBuilder(WrittenReport.header());
        for (int i = 0; i < 400; i++) {
            csv.append(i + "-" + "x".repeat(1000) + ",Usage," + DATE + ",1,\n");
        }

        ConversionSummary summary = convert(report().file(csv.toString()), limits(16 << 10, 100_000, 64 << 10, 1));

        assertThat(summary.outputs()).hasSizeGreaterThan(4);
        assertThat(summary.rows()).isEqualTo(400);
    }

    @Test
    void givesReadersTheRangeOfValuesInEachRowGroup() throws Exception {
        convert(report().file(WrittenReport.header()
                + "b,Usage,2025-02-03T00:00:00Z,-2.5,\n"
                + "a,Usage,2025-02-01T00:00:00Z,10,\n"
                + "\u00e9,Usage,2025-02-02T00:00:00Z,3,\n"));

        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("SELECT stats_min_value, stats_max_value FROM parquet_metadata('"
                            + folder.resolve("target")
                            + "/**/*.parquet') WHERE path_in_schema IN ('identity_line_item_id',"
                            + " 'line_item_usage_start_date', 'line_item_unblended_cost') ORDER BY column_id"))
                    .containsExactly(
                            List.of("a", "\u00e9"),
                            List.of("2025-02-01 00:00:00", "2025-02-03 00:00:00"),
                            List.of("-2.5000000000", "10.0000000000"));
        }
    }

    @Test
    void clearsAwayWhatAnEarlierAttemptLeftInTheFolder() throws Exception {
        Path left = folder.resolve("target/t/billing_period=2025-02/20250301T000000Z/small-00007.zstd.parquet");
        Files.createDirectories(left.resolveSibling("."));
        Files.writeString(left, "half a file");

        ConversionSummary summary = convert(report().file(WrittenReport.header()));

        assertThat(target().list("").map(object -> object.key())).containsExactlyElementsOf(summary.outputs());
    }

    @Test
    void refusesToWriteWhereItsOwnFilesLie() throws Exception {
        WrittenReport report = report().file(WrittenReport.header());
        String inFolder = "t/billing_period=2025-02/20250301T000000Z/small-1.csv.gz";
        Path file = folder.resolve("bucket").resolve(inFolder);
        Files.createDirectories(file.resolveSibling("."));
        Files.move(folder.resolve("bucket/cur/small/20250201-20250301/small-1.csv.gz"), file);
        report.json().putArray("reportKeys").add(inFolder);

        assertThatThrownBy(() -> new ReportConversion(
                                Clock.systemUTC(),
                                (number, files, key, rows) -> {},
                                NumberType.DECIMAL,
                                ConversionLimits.SMALL)
                        .convert(report.manifest(), report.store(), report.store(), "t/"))
                .hasMessageStartingWith("COST-008  file:")
                .hasMessageContaining("small-1.csv.gz  a file of the report itself");
        assertThat(file).exists();
    }

    @Test
    void findsFilesWhoseKeyTheManifestWritesWithASlashInFront() throws Exception {
        WrittenReport report = report().file(WrittenReport.header());
        String key = report.json().get("reportKeys").get(0).asText();
        report.json().putArray("reportKeys").add("/" + key);

        assertThat(convert(report).files()).isEqualTo(1);
    }

    @Test
    void givesUpWhenAFileChangesWhileEarlierOnesAreConverted() throws Exception {
        WrittenReport report = report().file(WrittenReport.header()).file(WrittenReport.header());
        Path second = folder.resolve("bucket/cur/small/20250201-20250301/small-2.csv.gz");

        assertThatThrownBy(() -> new ReportConversion(
                                Clock.systemUTC(),
                                (file, files, key, rows) -> overwrite(second, "another content, longer than before"),
                                NumberType.DECIMAL,
                                ConversionLimits.SMALL)
                        .convert(report.manifest(), report.store(), target(), "t/"))
                .isInstanceOf(ObjectChangedException.class);
        assertThat(target().list("")).isEmpty();
    }

    @Test
    void writesTheSameToABucket() throws Exception {
        WrittenReport report = report().file(WrittenReport.header() + "id,Usage," + DATE + ",12.5,\n");
        FakeS3 s3 = new FakeS3();
        S3Store bucket = new S3Store(s3, "b");

        ConversionSummary summary = new ReportConversion(
                        Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(report.manifest(), report.store(), bucket, "");

        assertThat(s3.objects).containsOnlyKeys(summary.outputs());
        assertThat(ParquetTotals.read(bucket, summary.outputs()).totals()).isEqualTo(summary.totals());
    }

    @Test
    void takesBackEvenAnObjectThatWasCompletedWithoutOurKnowledge() throws Exception {
        WrittenReport report = report().file(WrittenReport.header()).file(WrittenReport.header());
        FakeS3 s3 = new FakeS3("billing_period=2025-02/20250301T000000Z/small-00002.zstd.parquet");

        assertThatThrownBy(() -> new ReportConversion(
                                Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                        .convert(report.manifest(), report.store(), new S3Store(s3, "b"), ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("small-00002.zstd.parquet");
        assertThat(s3.objects).isEmpty();
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() throws Exception {
        WrittenReport report = report().file(WrittenReport.header() + ("id,Usage," + DATE + ",1,\n").repeat(10_000));

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> convert(report)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(target().list("")).isEmpty();
    }

    @Test
    void refusesToReadBackAFileThatWasDamaged() throws Exception {
        ConversionSummary summary = convert(report().file(WrittenReport.header() + "id,Usage," + DATE + ",12.5,\n"));
        Path file = folder.resolve("target").resolve(summary.outputs().get(0));
        byte[] bytes = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 4; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            refused += sameTotals(summary) ? 0 : 1;
        }

        assertThat(refused).as("of " + bytes.length + " places").isGreaterThan(bytes.length / 20);
    }

    /** Whatever is damaged, it is refused or without influence on the totals; never are they different. */
    private boolean sameTotals(ConversionSummary summary) throws Exception {
        try {
            ParquetTotals back = ParquetTotals.read(target(), summary.outputs());
            if (back.totals().keySet().equals(summary.totals().keySet()) && back.rows() == summary.rows()) {
                assertThat(back.totals()).isEqualTo(summary.totals());
                return true;
            }
            return false;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static void overwrite(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
