package dev.lamplighter.cost.athena.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ReportColumn;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of a conversion by Athena, and what is made of their answers. */
final class AthenaConversionPlanTest {
    private static final String HEADER = "lineItem/UnblendedCost,resourceTags/user:Owner,resourceTags/user:owner";

    @TempDir
    private Path bucket;

    private final List<StoredObject> files = new ArrayList<>();

    private void file(String key, byte[] bytes) throws IOException {
        Path file = bucket.resolve(key);
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, bytes);
        files.add(new FileStore(bucket).head(key).orElseThrow());
    }

    private AthenaConversionPlan plan(NumberType numbers) throws IOException {
        CostReportManifest manifest = new CostReportManifest(
                "hourly",
                "a1",
                "0",
                new BillingPeriod(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z")),
                "b",
                "UTF-8",
                "GZIP",
                "text/csv",
                List.of(
                        new ReportColumn("lineItem", "UnblendedCost", "BigDecimal"),
                        new ReportColumn("resourceTags", "user:Owner", "String"),
                        new ReportColumn("resourceTags", "user:owner", "String")),
                List.of("k"));
        return AthenaConversionPlan.of(
                ReportTableSchema.of(manifest, numbers), new FileStore(bucket), files, "lamplighter_1", "s3://lake/v/");
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    private List<@Nullable String> lines(int file, String rows, String bytes) {
        List<@Nullable String> row =
                new ArrayList<>(row(new FileStore(bucket).uri(files.get(file).key()), rows, bytes, "9"));
        for (int i = 0; i < 13; i++) {
            row.add("0");
        }
        return row;
    }

    @Test
    void filesOfOneOrderOfColumnsShareATableAndEachQueryNamesItsFiles() throws IOException {
        file("r/a/1.csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        file("r/a/2.csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        file(
                "r/a/it's.csv.gz",
                Gzip.of("resourceTags/user:owner,lineItem/UnblendedCost,resourceTags/user:Owner\nb,1,a\n"));
        AthenaConversionPlan plan = plan(NumberType.DECIMAL);

        assertThat(plan.createLines()).hasSize(1);
        assertThat(plan.createTexts())
                .hasSize(2)
                .allSatisfy(sql -> assertThat(sql)
                        .contains("OpenCSVSerde", "'escapeChar' = '\\\\'", "'skip.header.line.count' = '1'"));
        assertThat(plan.createParquet())
                .startsWith(
                        "CREATE TABLE \"lamplighter_1_parquet\" WITH (format = 'PARQUET', write_compression = 'ZSTD',"
                                + " external_location = 's3://lake/v/') AS\nSELECT COALESCE(CAST(NULLIF("
                                + "\"line_item_unblended_cost\", '') AS DECIMAL(24,10)), DECIMAL '0')")
                .contains("SELECT c1 AS \"line_item_unblended_cost\", COALESCE(NULLIF(c2, ''), NULLIF(c3, ''), '') AS")
                .contains("UNION ALL\n"
                        + "SELECT c2 AS \"line_item_unblended_cost\", COALESCE(NULLIF(c3, ''), NULLIF(c1, ''),"
                        + " '')")
                .contains("WHERE \"$path\" IN ('")
                .contains("it''s.csv.gz')");
        assertThat(plan.helpers())
                .containsExactly(
                        "lamplighter_1_lines_1",
                        "lamplighter_1_text_1",
                        "lamplighter_1_text_2",
                        "lamplighter_1_parquet");
    }

    @Test
    void theEscapeIsACharacterThatNoLineHas() throws IOException {
        file("r/1.csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        AthenaConversionPlan plan = plan(NumberType.DECIMAL);
        List<@Nullable String> lines = lines(0, "1", "5");
        lines.set(11, "1"); // a backslash
        lines.set(12, "1"); // and a ^

        plan.takeLines(List.of(lines));

        assertThat(plan.createTexts().get(0)).contains("'escapeChar' = '~'");
    }

    @Test
    void everyFileMustBeReadWholeAndNoOther() throws IOException {
        file("r/1.csv.gz", Gzip.of(HEADER + "\r\n1,a,b\r\n2,,"));
        file("r/2.csv.gz", Gzip.of(HEADER + "\n"));
        AthenaConversionPlan plan = plan(NumberType.DECIMAL);

        plan.takeLines(List.of(lines(0, "2", "8")));
        assertThat(plan.rows()).isEqualTo(2);

        assertRefused(plan, "reads 7 bytes in 2 lines", List.of(lines(0, "2", "7")));
        assertRefused(plan, "reads no line of it", List.of());
        List<@Nullable String> other = lines(0, "1", "5");
        other.set(0, "s3://reports/r/hourly-Manifest.json");
        assertRefused(
                plan, "hourly-Manifest.json, which the manifest doesn't name", List.of(lines(0, "2", "8"), other));
    }

    private static void assertRefused(AthenaConversionPlan plan, String why, List<List<@Nullable String>> lines) {
        assertThatThrownBy(() -> plan.takeLines(lines))
                .isInstanceOf(NotForAthenaException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aValueThatIsNotStoredAsItStandsIsToldByItsColumn() throws IOException {
        file("r/1.csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        AthenaConversionPlan plan = plan(NumberType.DECIMAL);
        plan.takeLines(List.of(lines(0, "1", "5")));

        assertThatThrownBy(() -> plan.takeText(List.of(row("1", "AB", "1.0000000000", "0", "0", "1"))))
                .hasMessage(
                        "1 values of line_item_unblended_cost (lineItem/UnblendedCost) are no decimal(24,10) as they"
                                + " stand");
        assertThatThrownBy(() -> plan.takeText(List.of(row("2", "AB", "1.0000000000", "0", "0", "0"))))
                .hasMessage("OpenCSVSerde reads 2 rows from 1 lines");
        plan.takeText(List.of(row("1", "AB", "1.0000000000", "0", "0", "0")));

        assertThat(plan.difference(List.of(row("1", "AB", "1.0000000000")))).isEmpty();
        assertThat(plan.difference(List.of(row("1", "AC", "1.0000000000")))).isEqualTo("the same sums in other rows");
        assertThat(plan.difference(List.of(row("1", "AB", null)))).contains("= 0E-10 instead of 1.0000000000");
        assertThat(plan.totals(Map.of(), List.of(row("", "", "", "", "false", "1", "1.0000000000")))
                        .sums())
                .containsExactly(Map.entry("line_item_unblended_cost", new BigDecimal("1.0000000000")));
    }

    @Test
    void whatCanNotBeTrustedIsSaidBeforeAthenaIsAsked() throws IOException {
        file("r/1.csv.gz", "no gzip".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> plan(NumberType.DECIMAL)).hasMessageEndingWith("can't be seen in the first 64 KB");
        files.clear();
        file("r/1.csv.gz", Gzip.of("\"lineItem/\nUnblendedCost\"\n1\n"));
        assertThatThrownBy(() -> plan(NumberType.DECIMAL)).isInstanceOf(NotForAthenaException.class);
        files.clear();
        file("r/1.csv.gz", Gzip.of("a,b\n1,2\n"));
        assertThatThrownBy(() -> plan(NumberType.DECIMAL))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-012");
        files.clear();
        file("r/1.csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        assertThatThrownBy(() -> plan(NumberType.DOUBLE)).hasMessage("its costs are doubles, whose sums Athena rounds");
        for (int i = 2; i < 2000; i++) {
            files.add(new StoredObject(
                    "r/1.csv.gz",
                    files.get(0).eTag(),
                    files.get(0).sizeBytes(),
                    files.get(0).lastModified()));
        }
        file("r/" + "long-name-".repeat(20) + ".csv.gz", Gzip.of(HEADER + "\n1,a,b\n"));
        for (int i = 0; i < 1500; i++) {
            files.add(files.get(files.size() - 1));
        }
        assertThatThrownBy(() -> plan(NumberType.DECIMAL)).hasMessageContaining("Athena takes 262144");
    }
}
