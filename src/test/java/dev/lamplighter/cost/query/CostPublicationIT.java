package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.publish.AthenaSettings;
import dev.lamplighter.cost.publish.AthenaStatements;
import dev.lamplighter.cost.publish.CostDesk;
import dev.lamplighter.cost.publish.CostReports;
import dev.lamplighter.cost.publish.CostSettings;
import dev.lamplighter.cost.publish.MonthPublication;
import dev.lamplighter.cost.publish.MonthVerification;
import dev.lamplighter.cost.publish.OldVersions;
import dev.lamplighter.cost.publish.ParquetConverter;
import dev.lamplighter.cost.publish.Pause;
import dev.lamplighter.cost.publish.Publication;
import dev.lamplighter.cost.publish.PublishedTable;
import dev.lamplighter.cost.publish.ReportDiscovery;
import dev.lamplighter.cost.publish.ReportLedger;
import dev.lamplighter.cost.publish.ReportVersion;
import dev.lamplighter.cost.publish.RetentionSettings;
import dev.lamplighter.cost.publish.StoreAddress;
import dev.lamplighter.cost.publish.VersionConversion;
import dev.lamplighter.cost.publish.VersionRecords;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.S3Store;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Delivered samples, published through Athena's protocol into a real Trino and asked the shipped queries. */
final class CostPublicationIT {
    private static final Path SAMPLES = Path.of("src/test/resources/cur-samples");
    private static final List<String> TRANSFER_KINDS =
            List.of("inbound_cost", "outbound_cost", "inter_region_cost", "inter_zone_cost", "other_transfer_cost");

    private final SandboxLake lake = SandboxLake.shared();
    private final StateDatabase database = StateDatabase.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRedeliveredMonthShowsExactlyItsLatestVersion() throws IOException {
        Publishing at = new Publishing("redelivery", "hourly");
        at.deliver(SAMPLES.resolve("s1-versions"));
        String manifest = "cur/hourly/20250201-20250301/hourly-Manifest.json";
        byte[] last = at.read(manifest);
        at.write(manifest, Files.readAllBytes(SAMPLES.resolve("s1-versions/top-manifest-v1.json")));
        assertThat(at.publish()).hasSize(1);
        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250212T031500Z.json");

        at.write(manifest, last);
        assertThat(at.publish())
                .singleElement()
                .satisfies(publication -> assertThat(publication.sentence())
                        .contains("changed by 3751.3139727041 USD because of assembly 20250318T031500Z"));

        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250318T031500Z.json");
        assertThat(at.publish()).isEmpty();
        assertThat(at.desk.verify("2025-02"))
                .singleElement()
                .asString()
                .startsWith("2025-02 verified: assembly 20250318T031500Z")
                .contains("sums equal in record, files and Athena");

        assertThat(at.desk.rollback("", "2025-02", "").get(0))
                .contains("changed by -3751.3139727041 USD because of assembly 20250212T031500Z");
        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250212T031500Z.json");
        assertThat(at.publish()).as("what was taken back").isEmpty();
        assertThat(at.desk.publish("2025-02").get(0)).contains("because of assembly 20250318T031500Z");
        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250318T031500Z.json");
    }

    @Test
    void monthsWithOtherColumnsAndNamesThatMeetLieInOneTable() throws IOException {
        Publishing at = new Publishing("drift", "hourly");
        at.deliver(SAMPLES.resolve("s2-drift"));
        at.deliver(SAMPLES.resolve("s4-multimember-nasty"));

        assertThat(at.publish()).hasSize(3);

        expect(at, "2025-03", "s2-drift/expected-20250301-20250401-20250401T120312Z.json");
        expect(at, "2025-04", "s2-drift/expected-20250401-20250501-20250501T130312Z.json");
        expect(at, "2025-05", "s4-multimember-nasty/expected-20250501-20250601-20250601T150312Z.json");
    }

    @Test
    void aColumnThatComesWithALaterVersionIsSeenInAMonthThatWasThereBefore() throws IOException {
        Publishing at = new Publishing("additive", "small");
        at.deliverSmall("a1", "lineItem/UnblendedCost", "1.5", "2");
        at.publish();
        at.deliverSmall("a2", "lineItem/UnblendedCost,resourceTags/user:team", "1.5,red", "2,");
        at.publish();

        assertThat(lake.rows(
                        "SELECT line_item_unblended_cost, resource_tags_user_team FROM costs ORDER BY 1", at.database))
                .containsExactly(
                        List.of("line_item_unblended_cost", "resource_tags_user_team"),
                        List.of("1.5000000000", "red"),
                        List.of("2.0000000000", ""));
    }

    private void expect(Publishing at, String month, String expectedFile) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(SAMPLES.resolve(expectedFile).toFile());
        BigDecimal total = new BigDecimal(expected.get("unblended_cost").asText());
        List<Map<String, String>> reserved = at.ask("reserved-vs-on-demand", month);
        assertThat(sum(reserved, "total_cost")).isEqualByComparingTo(total);
        assertThat(sum(reserved, "reserved_cost").add(sum(reserved, "not_reserved_cost")))
                .isEqualByComparingTo(total);
        JsonNode types = expected.get("line_item_type");
        BigDecimal reservedTypes = Stream.of("DiscountedUsage", "RIFee", "Fee")
                .map(type ->
                        new BigDecimal(types.path(type).path("unblended_cost").asText("0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum(reserved, "reserved_cost")).isEqualByComparingTo(reservedTypes);

        List<Map<String, String>> transfer = at.ask("data-transfer", month);
        assertThat(by(transfer, "product_code", "total_cost")).isEqualTo(costs(expected.get("product_code")));
        BigDecimal kinds =
                TRANSFER_KINDS.stream().map(kind -> sum(transfer, kind)).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum(transfer, "transfer_cost")).isEqualByComparingTo(kinds);

        Map<String, BigDecimal> segments = by(at.ask("cost-by-tag", month), "tag_value", "total_cost");
        Map<String, BigDecimal> expectedSegments = costs(expected.get("segment"));
        expectedSegments.put("(untagged)", expectedSegments.remove(""));
        assertThat(segments).isEqualTo(expectedSegments);
        assertThat(lake.rows("SELECT count(*) FROM costs WHERE billing_period = '" + month + "'", at.database))
                .last()
                .isEqualTo(List.of(expected.get("rows").asText()));
    }

    private static Map<String, BigDecimal> costs(JsonNode groups) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        groups.properties()
                .forEach(group -> costs.put(
                        group.getKey(),
                        new BigDecimal(group.getValue().get("unblended_cost").asText()).setScale(10)));
        return costs;
    }

    private static Map<String, BigDecimal> by(List<Map<String, String>> rows, String key, String cost) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        rows.forEach(row -> costs.merge(row.get(key), new BigDecimal(row.get(cost)), BigDecimal::add));
        return costs;
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.get(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** One report, its bucket, its database. */
    private final class Publishing {
        private final String name;
        private final String bucket;
        private final String database;
        private final CostReports reports;
        private final CostDesk desk;

        Publishing(String name, String reportName) {
            this.name = name;
            bucket = "cur-" + name;
            database = "costs_" + name;
            lake.bucket(bucket);
            Clock clock = Clock.systemUTC();
            CostSettings settings = new CostSettings(
                    new StoreAddress("s3://" + bucket, "cur/"),
                    new StoreAddress("s3://" + bucket, "lake/"),
                    Map.of(reportName, "costs"),
                    new AthenaSettings(
                            database,
                            true,
                            "primary",
                            "s3://results/" + name + "/",
                            Duration.ofMinutes(2),
                            Duration.ofMillis(50)));
            S3Store store = new S3Store(lake.s3(), bucket);
            ReportLedger ledger = new ReportLedger(CostPublicationIT.this.database.dataSource(), clock);
            AthenaStatements statements =
                    new AthenaStatements(lake.athena(), settings.athena(), clock, Pause.waiting());
            ParquetConverter converter = new ParquetConverter(
                    new ManifestReader(), new ReportConversion(clock, (file, files, key, rows) -> {}));
            VersionConversion versions =
                    new VersionConversion(converter, store, store, new VersionRecords(store, "lake/"));
            ReportDiscovery discovery =
                    new ReportDiscovery(store, "cur/", settings.tables().keySet());
            OldVersions old =
                    new OldVersions(settings, new RetentionSettings(0, Duration.ofDays(1)), ledger, store, clock);
            reports = new CostReports(
                    discovery,
                    ledger,
                    new MonthPublication(
                            settings, ledger, versions, new PublishedTable(statements, settings.athena()), clock),
                    old,
                    clock);
            desk = new CostDesk(discovery, ledger, reports, old, new MonthVerification(settings, versions, statements));
        }

        List<Publication> publish() throws IOException {
            List<Publication> publications = new ArrayList<>();
            for (ReportVersion version : reports.discover()) {
                publications.add(reports.publish(version));
            }
            return publications;
        }

        void deliver(Path sample) throws IOException {
            try (Stream<Path> files = Files.walk(sample.resolve("cur"))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    write(sample.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }

        void deliverSmall(String assembly, String header, String... rows) throws IOException {
            String folder = "cur/small/20260901-20261001/";
            String data = folder + assembly + "/small-00001.csv.gz";
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(csv)) {
                gzip.write((header + "\n" + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            write(data, csv.toByteArray());
            StringBuilder columns = new StringBuilder();
            for (String column : header.split(",", -1)) {
                columns.append(columns.isEmpty() ? "" : ",")
                        .append("{\"category\":\"")
                        .append(column.replace("/", "\",\"name\":\""))
                        .append("\",\"type\":\"")
                        .append(column.endsWith("Cost") ? "BigDecimal" : "String")
                        .append("\"}");
            }
            write(
                    folder + "small-Manifest.json",
                    ("{\"assemblyId\":\"" + assembly
                                    + "\",\"account\":\"000000000000\",\"columns\":[" + columns
                                    + "],\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"contentType\":\"text/csv\","
                                    + "\"reportId\":\"0\",\"reportName\":\"small\",\"billingPeriod\":{\"start\":"
                                    + "\"20260901T000000.000Z\",\"end\":\"20261001T000000.000Z\"},\"bucket\":\""
                                    + bucket + "\",\"reportKeys\":[\"" + data + "\"],\"additionalArtifactKeys\":[]}")
                            .getBytes(StandardCharsets.UTF_8));
        }

        byte[] read(String key) {
            return lake.s3()
                    .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
        }

        void write(String key, byte[] bytes) {
            lake.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }

        /** The answer of a shipped query about one month, column by name. */
        List<Map<String, String>> ask(String query, String month) {
            String sql = NamedQueries.load(Path.of("queries"))
                    .named(query)
                    .orElseThrow()
                    .render(Map.of(
                            "database", database,
                            "table", "costs",
                            "first_month", month,
                            "last_month", month,
                            "tag_column", "resource_tags_user_customersegment"));
            var lines = lake.rows(sql, database);
            return lines.stream()
                    .skip(1)
                    .map(line -> {
                        Map<String, String> row = new HashMap<>();
                        for (int i = 0; i < line.size(); i++) {
                            row.put(lines.get(0).get(i), line.get(i));
                        }
                        return row;
                    })
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
