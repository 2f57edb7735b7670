package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CUR 2.0 and FOCUS, as CSV and as Parquet; what DuckDB reads in the source is what must have arrived. */
final class DataExportsTest {
    private static final Map<String, String> CUR_2 = ordered(
            "identity_line_item_id", "string",
            "line_item_line_item_type", "string",
            "line_item_product_code", "string",
            "line_item_currency_code", "string",
            "line_item_usage_start_date", "timestamp",
            "line_item_unblended_cost", "double",
            "split_line_item_split_usage", "double",
            "resource_tags", "map <string, string>",
            "discount", "map <string, double>");

    private static final Map<String, String> FOCUS = ordered(
            "BilledCost", "double",
            "BillingCurrency", "string",
            "ChargeCategory", "string",
            "ChargePeriodStart", "timestamp_milliseconds",
            "ContractedUnitPrice", "double",
            "Tags", "map",
            "x_ServiceCode", "string");

    @TempDir
    private Path folder;

    private static Map<String, String> ordered(String... namesAndTypes) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            map.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        return map;
    }

    private WrittenExport export(String name) {
        return new WrittenExport(folder.resolve("bucket"), "exports/" + name, "BILLING_PERIOD=2026-07");
    }

    private ConversionSummary convert(WrittenExport export) throws Exception {
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(export.manifest(), export.store(), new FileStore(folder.resolve("target")), "");
    }

    private static Subtotal subtotal(Map<String, Subtotal> subtotals, String name) {
        return Objects.requireNonNull(subtotals.get(name), name);
    }

    private String target() {
        return DuckDb.parquet(folder.resolve("target"));
    }

    /** EXCEPT both ways, each row as often as it is there. */
    private static void expectSameRows(DuckDb duck, String one, String other, long rows) throws Exception {
        assertThat(duck.value("SELECT count(*) FROM (" + one + ")")).isEqualTo(rows);
        assertThat(duck.rows("(" + one + ") EXCEPT ALL (" + other + ")")).isEmpty();
        assertThat(duck.rows("(" + other + ") EXCEPT ALL (" + one + ")")).isEmpty();
    }

    /** The delivered CSV as DuckDB reads it, columns by their names; absent text is "", absent numbers are 0. */
    private void expectTheRowsOfTheCsv(DuckDb duck, ConversionSummary summary) throws Exception {
        String columns = summary.columns().stream()
                .map(column -> {
                    String filled = "nullif(\"" + column.headers().get(0) + "\", '')";
                    return switch (column.type()) {
                        case STRING -> "coalesce(" + filled + ", '')";
                        case DECIMAL -> "coalesce(CAST(" + filled + " AS DECIMAL(24,10)), 0)";
                        case DOUBLE -> "coalesce(CAST(" + filled + " AS DOUBLE), 0)";
                        case TIMESTAMP -> "CAST(replace(" + filled + ", 'Z', '') AS TIMESTAMP)";
                        case DELIVERED -> throw new IllegalArgumentException(column.name());
                    };
                })
                .collect(Collectors.joining(", ", "SELECT ", " FROM "));
        String csv =
                "read_csv('" + folder + "/bucket/**/*.csv.gz', header = true, all_varchar = true, union_by_name = true,"
                        + " quote = '\"', escape = '\"', delim = ',')";
        String names = summary.columns().stream()
                .map(column -> "\"" + column.headers().get(0) + "\"")
                .collect(Collectors.joining(", ", "SELECT ", " FROM "));
        expectSameRows(duck, columns + csv, names + target(), summary.rows());
    }

    private void expectTheRowsOfTheParquet(DuckDb duck, ConversionSummary summary) throws Exception {
        expectSameRows(duck, "FROM " + DuckDb.parquet(folder.resolve("bucket")), "FROM " + target(), summary.rows());
    }

    private WrittenExport cur2Csv() throws Exception {
        return export("cur2")
                .columns(CUR_2)
                .csv(String.join(",", CUR_2.keySet()) + "\n"
                        + "a,Usage,AmazonEC2,USD,2026-07-01T00:00:00.000Z,-7.0E-10,0.3333333333333333,"
                        + "\"{\"\"user_team\"\":\"\"a, \\\"\"b\\\"\"\"\"}\",{}\n"
                        + "b,Tax,AmazonS3,USD,2026-07-02T01:00:00.000Z,1.81E-8,\"\",\"{}\",\"{\"\"edp\"\":0.5}\"\n")
                .csv("resource_tags,discount,identity_line_item_id,line_item_line_item_type,line_item_product_code,"
                        + "line_item_currency_code,line_item_usage_start_date,line_item_unblended_cost,"
                        + "split_line_item_split_usage\n"
                        + ",,c,Usage,AmazonEC2,USD,2026-07-03T00:00:00Z,12.5,1.2345678901234E-15\n");
    }

    @Test
    void cur2InCsvBecomesATableWithMapsAsTheirJsonText() throws Exception {
        ConversionSummary summary = convert(cur2Csv());

        assertThat(summary.reportName()).isEqualTo("cur2");
        assertThat(summary.billingPeriod().month()).isEqualTo("2026-07");
        assertThat(summary.rows()).isEqualTo(3);
        assertThat(summary.totals())
                .containsEntry("line_item_unblended_cost", new BigDecimal("12.5000000174"))
                .containsEntry("split_line_item_split_usage", new BigDecimal("0.3333333333333345345678901234"));
        assertThat(subtotal(summary.costByProductCode(), "AmazonEC2").unblendedCost())
                .isEqualByComparingTo("12.4999999993");
        try (DuckDb duck = new DuckDb()) {
            expectTheRowsOfTheCsv(duck, summary);
            assertThat(duck.rows("SELECT identity_line_item_id, line_item_usage_start_date::VARCHAR,"
                            + " line_item_unblended_cost::VARCHAR, split_line_item_split_usage,"
                            + " coalesce(json_extract_string(nullif(resource_tags, ''), '$.user_team'), '-')"
                            + " FROM " + target() + " ORDER BY 1"))
                    .isEqualTo(List.of(
                            List.of("a", "2026-07-01 00:00:00", "-0.0000000007", 0.3333333333333333, "a, \"b\""),
                            List.of("b", "2026-07-02 01:00:00", "0.0000000181", 0.0, "-"),
                            List.of("c", "2026-07-03 00:00:00", "12.5000000000", 1.2345678901234E-15, "-")));
        }
    }

    @Test
    void whatWasWrittenOfItReadsBackTheSame() throws Exception {
        ConversionSummary summary = convert(cur2Csv());

        ParquetTotals readBack = ParquetTotals.read(new FileStore(folder.resolve("target")), summary.outputs());

        assertThat(readBack.rows()).isEqualTo(summary.rows());
        assertThat(readBack.totals().keySet()).isEqualTo(summary.totals().keySet());
        readBack.totals()
                .forEach((column, sum) -> assertThat(sum)
                        .as(column)
                        .isEqualByComparingTo(summary.totals().get(column)));
    }

    private static String cur2Rows(int rows) {
        return "SELECT 'id' || i AS identity_line_item_id, CASE i % 3 WHEN 0 THEN 'Usage' WHEN 1 THEN 'Tax' END AS"
                + " line_item_line_item_type, 'product ' || i % 7 AS line_item_product_code, 'USD' AS"
                + " line_item_currency_code, TIMESTAMP '2026-07-01' + to_hours(i) AS line_item_usage_start_date, CASE WHEN"
                + " i % 10 <> 3 THEN (i * 7919 % 1000003) / 1e7 END AS line_item_unblended_cost, MAP {'user_team': 'team '"
                + " || i % 5, 'user_x': NULL} AS resource_tags, MAP {'edp': i / 8.0} AS discount, [i] AS list, {'a': i,"
                + " 'b': 'x'} AS struct, i::BIGINT AS big, DATE '2026-07-01' AS day, (i / 100)::DECIMAL(20, 4) AS exact"
                + " FROM range(" + rows + ") t(i)";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPRESSION snappy",
                "COMPRESSION gzip",
                "COMPRESSION zstd, ROW_GROUP_SIZE 2048",
                "COMPRESSION uncompressed",
                "COMPRESSION snappy, PARQUET_VERSION v2"
            })
    void cur2InParquetIsTakenOverByteForByteWithItsOwnTypes(String options) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            WrittenExport export = export("cur2").parquet(duck, cur2Rows(5000), options);
            export.parquet(duck, cur2Rows(3), options).columns(CUR_2);

            ConversionSummary summary = convert(export);

            expectTheRowsOfTheParquet(duck, summary);
            String sums = "SELECT count(*), sum(line_item_unblended_cost::DECIMAL(38,10)), sum(exact) FROM ";
            List<Object> source =
                    duck.rows(sums + DuckDb.parquet(folder.resolve("bucket"))).get(0);
            assertThat(summary.rows()).isEqualTo(5003).isEqualTo(source.get(0));
            assertThat(summary.totals().get("line_item_unblended_cost"))
                    .isEqualByComparingTo((BigDecimal) source.get(1));
            assertThat(summary.totals().get("exact")).isEqualByComparingTo((BigDecimal) source.get(2));
            assertThat(duck.rows("SELECT coalesce(line_item_line_item_type, ''), count(*),"
                            + " coalesce(sum(line_item_unblended_cost::DECIMAL(38,10)), 0) FROM "
                            + DuckDb.parquet(folder.resolve("bucket")) + " GROUP BY 1"))
                    .allSatisfy(group -> {
                        Subtotal subtotal = subtotal(summary.costByLineItemType(), String.valueOf(group.get(0)));
                        assertThat(subtotal.rows()).isEqualTo(group.get(1));
                        assertThat(subtotal.unblendedCost()).isEqualByComparingTo((BigDecimal) group.get(2));
                    })
                    .hasSize(3);
            assertThat(summary.columns().stream().map(column -> column.name() + " " + column.hiveType()))
                    .contains(
                            "line_item_unblended_cost double",
                            "line_item_usage_start_date timestamp",
                            "resource_tags map<string,string>",
                            "list array<bigint>",
                            "struct struct<a:bigint,b:string>",
                            "big bigint",
                            "day date",
                            "exact decimal(20,4)",
                            "identity_line_item_id string");
            for (int i = 0; i < 2; i++) {
                assertThat(Files.mismatch(
                                folder.resolve(
                                        "bucket/" + summary.inputs().get(i).key()),
                                folder.resolve("target/" + summary.outputs().get(i))))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void focusInCsvKeepsItsNamesInLowerCase() throws Exception {
        WrittenExport export = export("focus")
                .columns(FOCUS)
                .csv(String.join(",", FOCUS.keySet()) + "\n"
                        + "0.25,USD,Usage,2026-07-01T00:00:00.000Z,0.00011947512345678,"
                        + "\"{\"\"user_team\"\":\"\"web\"\"}\",AmazonEC2\n"
                        + "-0.1,USD,Credit,2026-07-01T00:00:00.000Z,,,AmazonEC2\n");

        ConversionSummary summary = convert(export);

        assertThat(summary.totals())
                .containsEntry("billedcost", new BigDecimal("0.1500000000"))
                .containsEntry("contractedunitprice", new BigDecimal("0.00011947512345678"));
        assertThat(subtotal(summary.costByProductCode(), "AmazonEC2").rows()).isEqualTo(2);
        assertThat(summary.costByLineItemType()).containsOnlyKeys("Usage", "Credit");
        assertThat(summary.columns()).extracting(PublishedColumn::name).contains("x_servicecode", "chargeperiodstart");
        try (DuckDb duck = new DuckDb()) {
            expectTheRowsOfTheCsv(duck, summary);
            assertThat(duck.rows("SELECT BilledCost::VARCHAR, ContractedUnitPrice, Tags FROM " + target()
                            + " ORDER BY BilledCost"))
                    .isEqualTo(List.of(
                            List.of("-0.1000000000", 0.0, ""),
                            List.of("0.2500000000", Double.valueOf("0.00011947512345678"), "{\"user_team\":\"web\"}")));
        }
    }

    @Test
    void focusInParquetKeepsItsOwnNamesInTheFile() throws Exception {
        try (DuckDb duck = new DuckDb()) {
            WrittenExport export = export("focus")
                    .parquet(
                            duck,
                            "SELECT i / 8.0::DOUBLE AS \"BilledCost\", 'USD' AS \"BillingCurrency\","
                                    + " TIMESTAMP '2026-07-01' AS \"ChargePeriodStart\","
                                    + " MAP {'k': 'v'} AS \"Tags\" FROM range(9) t(i)")
                    .columns(FOCUS);

            ConversionSummary summary = convert(export);

            expectTheRowsOfTheParquet(duck, summary);
            assertThat(summary.totals().get("billedcost")).isEqualByComparingTo("4.5");
            assertThat(subtotal(summary.costByCurrency(), "USD").unblendedCost())
                    .isEqualByComparingTo("4.5");
            assertThat(summary.columns())
                    .extracting(PublishedColumn::headers)
                    .contains(List.of("BilledCost"), List.of("Tags"));
        }
    }

    @Test
    void anExportWithoutRowsIsAnEmptyMonth() throws Exception {
        try (DuckDb duck = new DuckDb()) {
            ConversionSummary parquet =
                    convert(export("cur2").parquet(duck, cur2Rows(0)).columns(CUR_2));
            ConversionSummary csv = convert(export("csv").columns(CUR_2).csv(String.join(",", CUR_2.keySet()) + "\n"));

            assertThat(List.of(parquet.rows(), csv.rows())).containsOnly(0L);
            assertThat(parquet.totals().get("line_item_unblended_cost")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BILLING_PERIOD=2026-07, 0af3-77, 0af3-77",
        "billing_period=2026-07, 0af3-77, 0af3-77",
        "BILLING_PERIOD=2026-07/2026-07-09T00:00:00.000Z-0af3, , 2026-07-09T000000.000Z-0af3",
        "BILLING_PERIOD=2026-07/2026-07-09T00:00:00.000Z-0af3, 2026-07-09T00:00:00.000Z-0af3,"
                + " 2026-07-09T000000.000Z-0af3",
    })
    void aVersionIsNamedByItsRun(String partition, String executionId, String assemblyId) throws Exception {
        WrittenExport export = new WrittenExport(folder.resolve("bucket"), "cur2", partition)
                .columns(CUR_2)
                .csv("");
        export.json().put("executionId", executionId);
        export.json().put("exportArn", "arn:aws:bcm-data-exports:us-east-1:123456789012:export/cur2-0af3");

        CostReportManifest manifest = export.manifest();

        assertThat(manifest.assemblyId()).isEqualTo(assemblyId);
        assertThat(manifest.billingPeriod().month()).isEqualTo("2026-07");
        assertThat(manifest.account()).isEqualTo("123456789012");
        assertThat(manifest.bucket()).isEqualTo("some-bucket");
    }

    @Test
    void aVersionWithoutRunIsNamedByItsDelivery() throws Exception {
        assertThat(cur2Csv().manifest().assemblyId()).matches("\\d{8}T\\d{6}Z");
    }

    @Test
    void filesOfOneVersionMustAgreeOnTypes() throws Exception {
        try (DuckDb duck = new DuckDb()) {
            WrittenExport export = export("cur2")
                    .parquet(duck, "SELECT 1.5::DOUBLE AS line_item_unblended_cost")
                    .parquet(duck, "SELECT 1 AS line_item_unblended_cost")
                    .columns(CUR_2);

            assertThatThrownBy(() -> convert(export))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("COST-020")
                    .hasMessageContaining("cur2-00002.snappy.parquet");
            assertThat(folder.resolve("target/billing_period=2026-07"))
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotExist(),
                            path -> assertThat(path).isDirectoryNotContaining("glob:**.parquet"));
        }
    }

    /** A name is put in place of another one of the same length, as a footer has no checksum. */
    private Path parquetWith(String select, String name, String instead) throws Exception {
        Path file = folder.resolve("bucket/exports/cur2/data/BILLING_PERIOD=2026-07/cur2-00001.snappy.parquet");
        Files.createDirectories(file.resolveSibling("."));
        try (DuckDb duck = new DuckDb()) {
            duck.run("COPY (" + select + ") TO '" + file + "' (FORMAT parquet, COMPRESSION snappy)");
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace(name, instead), StandardCharsets.ISO_8859_1);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "resource_tags_user_b, resource_tags_user_a, SELECT 1 AS resource_tags_user_a; 2 AS resource_tags_user_b",
        "resource_tags_user_b, resource_tags_user_A, SELECT 1 AS resource_tags_user_a; 2 AS resource_tags_user_b",
        "resource_tags_user_b, RESOURCE_TAGS_USER_A, SELECT 'x' AS resource_tags_user_a; 2 AS resource_tags_user_b",
        "unblended_cosu, unblended_cost, SELECT 1.5 AS unblended_cost; 2.5 AS unblended_cosu",
        "billing_perioe, billing_period, SELECT 1 AS billing_period; 2 AS billing_perioe",
        "field_b, FIELD_a, SELECT {'field_a': 1; 'field_b': 2} AS structure",
    })
    void twoColumnsOfOneNameAreRefusedBecauseNoQueryWouldBeAnswered(String name, String instead, String select)
            throws Exception {
        parquetWith(select.replace(';', ','), name, instead);
        WrittenExport export = export("cur2").columns(CUR_2);
        export.next("snappy.parquet");

        assertThatThrownBy(() -> convert(export))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-150  " + export.store().uri("exports/cur2/data/"))
                .hasMessageContaining("are called " + instead.toLowerCase(Locale.ROOT));
        assertThat(folder.resolve("target"))
                .satisfiesAnyOf(
                        path -> assertThat(path).doesNotExist(),
                        path -> assertThat(path).isDirectoryNotContaining("glob:**.parquet"));
    }

    /** Its numbers are whole: a text, a map and a list that nobody adds up. */
    @ParameterizedTest
    @CsvSource({
        "'text of all rows', SELECT 1.5 AS cost; 'text of all rows ' || i AS words FROM range(500) t(i)",
        "'text of all rows', SELECT 1.5 AS cost; MAP {'k': 'text of all rows ' || i} AS words FROM range(500) t(i)",
        "'text of all rows', SELECT 1.5 AS cost; ['text of all rows ' || i] AS words FROM range(500) t(i)",
    })
    void aColumnThatNobodyAddsUpIsReadAllTheSame(String text, String select) throws Exception {
        Path file = parquetWith(select.replace(';', ','), "nothing", "nothing");
        WrittenExport export = export("cur2").columns(CUR_2);
        export.next("snappy.parquet");
        ConversionSummary whole = convert(export);
        FileStore target = new FileStore(folder.resolve("target"));
        assertThat(ParquetTotals.readWhole(target, whole.outputs()).filled()).containsEntry("cost", 500L);
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        assertThat(at).isPositive();
        java.util.Arrays.fill(bytes, at + text.length(), at + text.length() + 300, (byte) 0xff);

        Files.write(file, bytes);
        assertThatThrownBy(() -> convert(export))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-019");
        List<String> outputs = whole.outputs();
        Files.write(folder.resolve("target").resolve(outputs.get(0)), bytes);
        assertThatThrownBy(() -> ParquetTotals.readWhole(target, outputs))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-019");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 400})
    void aDamagedParquetFileIsRefusedAndLeavesNothing(int damagedAt) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            WrittenExport export = export("cur2").parquet(duck, cur2Rows(500)).columns(CUR_2);
            Path file = folder.resolve("bucket/exports/cur2/data/BILLING_PERIOD=2026-07/cur2-00001.snappy.parquet");
            byte[] bytes = Files.readAllBytes(file);
            if (damagedAt == 0) {
                bytes = java.util.Arrays.copyOf(bytes, bytes.length / 2);
            } else {
                bytes[bytes.length - 8 - damagedAt] ^= 0x5a;
                bytes[bytes.length - 9 - damagedAt] ^= 0x5a;
                bytes[bytes.length - 10 - damagedAt] ^= 0x5a;
            }
            Files.write(file, bytes);

            try {
                ConversionSummary summary = convert(export);
                assertThat(summary.rows()).as("damage that changes no number").isEqualTo(500);
            } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isEqualTo("COST-019");
                assertThat(folder.resolve("target"))
                        .satisfiesAnyOf(
                                path -> assertThat(path).doesNotExist(),
                                path -> assertThat(path).isDirectoryNotContaining("glob:**.parquet"));
            }
        }
    }

    @Test
    void awsWrittenParquetOfALegacyReportIsTakenOver() throws Exception {
        WrittenReport report = new WrittenReport(folder.resolve("bucket"));
        report.json().put("contentType", "Parquet").put("compression", "Parquet");
        Path data = folder.resolve("bucket/cur/small/small/year=2025/month=2/small-00001.snappy.parquet");
        Files.createDirectories(data.resolveSibling("."));
        report.json().putArray("reportKeys").add("cur/small/small/year=2025/month=2/small-00001.snappy.parquet");
        try (DuckDb duck = new DuckDb()) {
            duck.run("COPY (SELECT 'a' AS identity_line_item_id, 'Usage' AS line_item_line_item_type,"
                    + " 0.1::DOUBLE AS line_item_unblended_cost FROM range(10)) TO '" + data
                    + "' (FORMAT parquet, COMPRESSION snappy)");

            ConversionSummary summary = new ReportConversion(
                            Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                    .convert(report.manifest(), report.store(), new FileStore(folder.resolve("target")), "");

            expectTheRowsOfTheParquet(duck, summary);
            assertThat(summary.totals().get("line_item_unblended_cost")).isEqualByComparingTo("1.0");
            assertThat(duck.value("SELECT sum(line_item_unblended_cost::DECIMAL(24,10))::VARCHAR FROM " + target()))
                    .isEqualTo("1.0000000000");
        }
    }
}
