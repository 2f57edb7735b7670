package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void aRedeliveredMonthShowsExactlyItsLatestVersion() throws IOException, SQLException {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "redelivery", "hourly");
        at.deliver(SAMPLES.resolve("s1-versions"));
        String manifest = "cur/hourly/20250201-20250301/hourly-Manifest.json";
        byte[] last = at.read(manifest);
        at.write(manifest, Files.readAllBytes(SAMPLES.resolve("s1-versions/top-manifest-v1.json")));
        assertThat(at.publish()).hasSize(1);
        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250212T031500Z.json");

        at.write(manifest, last);
        assertThat(at.publish())
                .singleElement()
                .satisfies(publicationResult -> assertThat(publicationResult.sentence())
                        .contains("changed by 3751.3139727041 USD because of assembly 20250318T031500Z"));

        expect(at, "2025-02", "s1-versions/expected-20250201-20250301-20250318T031500Z.json");
        expectWays(at, "2025-02", "s1-versions/cur/hourly/20250201-20250301/20250318T031500Z/*.csv.gz");
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
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "drift", "hourly");
        at.deliver(SAMPLES.resolve("s2-drift"));
        at.deliver(SAMPLES.resolve("s4-multimember-nasty"));

        assertThat(at.publish()).hasSize(3);

        expect(at, "2025-03", "s2-drift/expected-20250301-20250401-20250401T120312Z.json");
        expect(at, "2025-04", "s2-drift/expected-20250401-20250501-20250501T130312Z.json");
        expect(at, "2025-05", "s4-multimember-nasty/expected-20250501-20250601-20250601T150312Z.json");
    }

    @Test
    void monthsThatAreMadeAgainInAnotherTableAreTheSameThereAndTheViewsAreOverIt() throws IOException {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "remake", "hourly");
        at.deliver(SAMPLES.resolve("s2-drift"));
        at.deliver(SAMPLES.resolve("s4-multimember-nasty"));
        assertThat(at.publish()).hasSize(3);
        String totals = "SELECT billing_period AS month, COUNT(*) AS n, SUM(line_item_unblended_cost) AS cost FROM ";
        List<Map<String, String>> before = at.rows(totals + "costs GROUP BY 1 ORDER BY 1");

        assertThat(at.remake("costs_again"))
                .first()
                .asString()
                .contains("table costs_again is asked", "write cost.athena.table=costs_again");

        assertThat(at.rows(totals + "costs_again GROUP BY 1 ORDER BY 1"))
                .hasSize(3)
                .isEqualTo(before);
        assertThat(at.rows(totals + "costs GROUP BY 1 ORDER BY 1")).isEqualTo(before);
        assertThat(at.rows("SELECT COUNT(*) AS n FROM costs_again_costs WHERE amortised_cost IS NOT NULL"))
                .hasSize(1);
        assertThat(at.rows("SELECT DISTINCT \"$path\" AS path FROM costs_again"))
                .isNotEmpty()
                .allMatch(row -> row.getOrDefault("path", "").contains("/lake/costs_again/"));
        assertThat(at.rows("SHOW CREATE VIEW costs_seed").toString()).contains("costs_again");
        assertThat(at.desk.verify("")).hasSize(3).allMatch(line -> line.contains("verified"));
        assertThat(at.publish()).isEmpty();
    }

    @Test
    void aColumnThatComesWithALaterVersionIsSeenInAMonthThatWasThereBefore() throws IOException {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "additive", "small");
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

    /** {@code -Dlamplighter.redeliveries=200} for a long run. */
    @Test
    void aReaderThatAsksAgainAndAgainSeesOnlyWholeVersionsInTheirOrder() throws Exception {
        int deliveries = Integer.getInteger("lamplighter.redeliveries", 10);
        LakePublishing at = new LakePublishing(
                lake, database.dataSource(), "small", new LakePublishing.Names("reader", "costs_reader", ""));
        List<List<String>> versions = new ArrayList<>();
        deliver(at, 0, versions);
        List<List<String>> seen = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService readers = Executors.newSingleThreadExecutor();
        Future<?> reader = readers.submit(() -> {
            long pause = 0;
            while (!over.await(pause, TimeUnit.NANOSECONDS)) {
                long begin = System.nanoTime();
                List<Map<String, String>> answer =
                        at.rows("SELECT count(*) AS n, sum(line_item_unblended_cost) AS cost FROM costs");
                seen.add(List.of(
                        answer.get(0).getOrDefault("n", ""), answer.get(0).getOrDefault("cost", "")));
                pause = System.nanoTime() - begin; // the engine has as much time for who publishes
            }
            return seen.size();
        });
        try {
            for (int delivery = 1; delivery <= deliveries; delivery++) {
                deliver(at, delivery, versions);
            }
        } finally {
            over.countDown();
            reader.get(3, TimeUnit.MINUTES);
            readers.shutdown();
        }

        assertThat(seen).hasSizeGreaterThan(deliveries / 2).isSubsetOf(versions);
        assertThat(seen.stream().map(versions::indexOf).toList()).isSorted();
        assertThat(seen.stream().distinct()).as("switches seen from outside").hasSizeGreaterThan(3);
    }

    /** Every delivery has as many rows as it has predecessors, two more, and another cost. */
    private static void deliver(LakePublishing at, int delivery, List<List<String>> versions) throws IOException {
        String[] rows = new String[delivery + 2];
        Arrays.fill(rows, "1." + (100 + delivery));
        versions.add(List.of(
                Integer.toString(rows.length),
                new BigDecimal(rows[0])
                        .multiply(BigDecimal.valueOf(rows.length))
                        .setScale(10)
                        .toPlainString()));
        at.deliverSmall("a" + delivery, "lineItem/UnblendedCost", rows);
        assertThat(at.publish()).hasSize(1);
    }

    private void expect(LakePublishing at, String month, String expectedFile) throws IOException {
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

        Map<String, BigDecimal> segments = by(at.ask("cost-by-tag", month), "tag_value", "unblended_cost");
        Map<String, BigDecimal> expectedSegments = costs(expected.get("segment"));
        expectedSegments.put("(untagged)", expectedSegments.remove(""));
        assertThat(segments).isEqualTo(expectedSegments);
        assertThat(lake.rows("SELECT count(*) FROM costs WHERE billing_period = '" + month + "'", at.database))
                .last()
                .isEqualTo(List.of(expected.get("rows").asText()));
    }

    /** The map is made of usage types; here it is held against the columns in which AWS names both regions. */
    private static void expectWays(LakePublishing at, String month, String files) throws SQLException {
        Map<String, BigDecimal> named = new TreeMap<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet ways = statement.executeQuery("SELECT \"product/fromRegionCode\" || ' ' ||"
                        + " \"product/toRegionCode\", SUM(CAST(\"lineItem/UnblendedCost\" AS DECIMAL(24, 10)))"
                        + " FROM read_csv('" + SAMPLES.resolve(files) + "', header=true, all_varchar=true)"
                        + " WHERE starts_with(\"product/transferType\", 'InterRegion') GROUP BY 1")) {
            while (ways.next()) {
                named.put(ways.getString(1), ways.getBigDecimal(2));
            }
        }
        Map<String, BigDecimal> mapped = new TreeMap<>();
        at.ask("data-transfer-map", month)
                .forEach(row -> mapped.merge(
                        row.get("from_place") + " " + row.get("to_place"),
                        new BigDecimal(row.get("total_cost")),
                        BigDecimal::add));
        assertThat(mapped).isEqualTo(named).hasSize(2);
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
}
