package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CUR 2.0 and tables over text, published to a real engine, which must answer what is in the delivered files. */
@Tag("long")
final class OtherInputsIT {
    private static final Path SAMPLES =
            Path.of("src/test/resources/cur-samples").toAbsolutePath();

    private final SandboxLake lake = SandboxLake.shared();
    private final StateDatabase database = StateDatabase.inMemory();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private static String manifest(String file) {
        return "{\"executionId\":\"run-1\",\"columns\":[{\"name\":\"line_item_line_item_type\",\"type\":\"string\"},"
                + "{\"name\":\"line_item_product_code\",\"type\":\"string\"},"
                + "{\"name\":\"line_item_currency_code\",\"type\":\"string\"},"
                + "{\"name\":\"line_item_usage_type\",\"type\":\"string\"},"
                + "{\"name\":\"reservation_reservation_a_r_n\",\"type\":\"string\"},"
                + "{\"name\":\"line_item_unblended_cost\",\"type\":\"double\"},"
                + "{\"name\":\"line_item_usage_account_id\",\"type\":\"string\"},"
                + "{\"name\":\"line_item_usage_start_date\",\"type\":\"timestamp_milliseconds\"},"
                + "{\"name\":\"resource_tags\",\"type\":\"map <string, string>\"}],"
                + "\"dataFiles\":[\"s3://elsewhere/" + file + "\"]}";
    }

    private static void deliver(LakePublishing at, String file, byte[] bytes) {
        at.write(file, bytes);
        at.write(
                "cur/cur2/metadata/BILLING_PERIOD=2026-07/cur2-Manifest.json",
                manifest(file).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] parquet() throws SQLException, IOException {
        Path file = folder.resolve("cur2.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT CASE i % 4 WHEN 0 THEN 'RIFee' ELSE 'Usage' END AS line_item_line_item_type,"
                            + " 'AmazonEC2' AS line_item_product_code, 'USD' AS line_item_currency_code,"
                            + " CASE i % 5 WHEN 0 THEN 'USE1-USW2-AWS-Out-Bytes' ELSE 'BoxUsage' END AS line_item_usage_type,"
                            + " '' AS reservation_reservation_a_r_n, i / 8.0::DOUBLE AS line_item_unblended_cost,"
                            + " '1' AS line_item_usage_account_id,"
                            + " TIMESTAMP '2026-07-01' + to_days((i % 20)::INTEGER) AS line_item_usage_start_date,"
                            + " MAP {'user_customersegment': 'seg' || i % 2} AS resource_tags FROM range(40) t(i)) TO '"
                            + file
                            + "' (FORMAT parquet, COMPRESSION snappy)");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] csv() throws IOException {
        StringBuilder csv = new StringBuilder("line_item_line_item_type,line_item_product_code,"
                + "line_item_currency_code,line_item_usage_type,reservation_reservation_a_r_n,"
                + "line_item_unblended_cost,line_item_usage_account_id,line_item_usage_start_date,resource_tags\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i % 4 == 0 ? "RIFee" : "Usage")
                    .append(",AmazonEC2,USD,")
                    .append(i % 5 == 0 ? "USE1-USW2-AWS-Out-Bytes" : "BoxUsage")
                    .append(",,")
                    .append(i / 8.0)
                    .append(",1,2026-07-%02dT00:00:00.000Z".formatted(1 + i % 20))
                    .append(",\"{\"\"user_customersegment\"\":\"\"seg")
                    .append(i % 2)
                    .append("\"\"}\"\n");
        }
        return Gzip.of(csv.toString());
    }

    /** The sum of 0/8 to 39/8 is 97.5, of every fourth 22.5, of every fifth 17.5, of the even ones 47.5. */
    private static void expectAnswers(LakePublishing at) {
        Map<String, String> reserved = at.ask("costs_by_key", "reserved-vs-on-demand", "2026-07", "2026-07")
                .get(0);
        assertThat(number(reserved, "total_cost")).isEqualByComparingTo("97.5");
        assertThat(number(reserved, "reserved_cost")).isEqualByComparingTo("22.5");
        Map<String, String> transfer =
                at.ask("costs_by_key", "data-transfer", "2026-07", "2026-07").get(0);
        assertThat(number(transfer, "inter_region_cost")).isEqualByComparingTo("17.5");
        assertThat(at.ask("costs_by_key", "cost-by-tag", "2026-07", "2026-07"))
                .anySatisfy(row -> {
                    assertThat(row).containsEntry("tag_value", "seg0");
                    assertThat(number(row, "total_cost")).isEqualByComparingTo("47.5");
                })
                .hasSize(2);
    }

    /** A budget of a tag, half used: seg0 has 47.5 of 97.5. */
    private static void expectBudget(LakePublishing at) {
        List<CostBudget> budgets = CostBudget.of(new Settings(
                Map.of("cost.budget.segment", "95 USD", "cost.budget.segment.filter", "tag:customersegment=seg0"),
                Path.of(".")));
        Map<String, String> values = new HashMap<>(new BudgetSql(Set.of("resource_tags")).parameters(budgets));
        values.putAll(Map.of("first_month", "2026-07", "last_month", "2026-07", "today", "2026-07-22"));

        List<Map<String, String>> answer = at.ask("month-forecast", values);

        assertThat(answer).extracting(row -> row.get("budget")).containsExactly("*", "segment");
        assertThat(number(answer.get(0), "cost_so_far")).isEqualByComparingTo("97.5");
        assertThat(number(answer.get(1), "cost_so_far")).isEqualByComparingTo("47.5");
        assertThat(number(answer.get(1), "actual_share")).isEqualByComparingTo("50");
        values.keySet().removeIf(name -> name.startsWith("budget_"));
        assertThat(at.ask("daily-anomalies", values)).isEmpty();
        assertThat(at.ask("top-movers", values)).isEmpty();
        assertThat(at.ask("expiring-commitments", values)).isEmpty();
    }

    private static void expectNone(LakePublishing at, String rows) {
        assertThat(at.rows("SELECT count(*) AS n FROM (" + rows + ")")).containsExactly(Map.of("n", "0"));
    }

    /** All rows as Athena answers them, and as DuckDB reads them in the delivered file. */
    private void expectRows(LakePublishing at, byte[] file, String suffix, String segment) throws Exception {
        String columns =
                "line_item_line_item_type || ' ' || line_item_product_code || ' ' || line_item_usage_type || ' ' ||"
                        + " CAST(CAST(line_item_unblended_cost AS decimal(24,10)) AS varchar) || ' ' || ";
        Path delivered = folder.resolve("delivered." + suffix);
        Files.write(delivered, file);
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("SELECT " + columns
                        + (suffix.equals("parquet")
                                ? "resource_tags['user_customersegment']"
                                : "json_extract_string(resource_tags, '$.user_customersegment')")
                        + " FROM '" + delivered + "'")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        assertThat(at.rows("SELECT " + columns + segment + " AS line FROM costs").stream()
                        .map(row -> row.get("line")))
                .containsExactlyInAnyOrderElementsOf(rows)
                .hasSize(40);
    }

    private static BigDecimal number(Map<String, String> row, String column) {
        return new BigDecimal(row.getOrDefault(column, "0"));
    }

    @Test
    void theThreeQuestionsRunOverCur2InParquet() throws Exception {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "cur2parquet", "cur2");
        deliver(at, "cur/cur2/data/BILLING_PERIOD=2026-07/cur2-00001.snappy.parquet", parquet());

        assertThat(at.publish()).hasSize(1);

        expectAnswers(at);
        expectBudget(at);
        expectRows(at, parquet(), "parquet", "resource_tags['user_customersegment']");
        assertThat(at.desk.verify("2026-07")).singleElement().asString().startsWith("2026-07 verified");
        deliver(at, "cur/cur2/data/BILLING_PERIOD=2026-07/cur2-00001.csv.gz", csv());
        assertThatThrownBy(at::publish)
                .hasMessageContaining("COST-105")
                .hasMessageContaining("has type double, the report needs decimal(24,10)");
        expectAnswers(at);
    }

    @Test
    void theThreeQuestionsRunOverCur2InCsv() throws Exception {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "cur2csv", "cur2");
        deliver(at, "cur/cur2/data/BILLING_PERIOD=2026-07/cur2-00001.csv.gz", csv());

        assertThat(at.publish()).hasSize(1);

        expectAnswers(at);
        expectBudget(at);
        expectRows(at, csv(), "csv.gz", "json_extract_scalar(resource_tags, '$.user_customersegment')");
        assertThat(at.desk.verify("2026-07")).singleElement().asString().startsWith("2026-07 verified");
    }

    /** Two months of nine days each; the first costs 1/8 a charge, the second 2/8. */
    private static String focusRows(String month, int cost) {
        return "SELECT " + cost + " / 8.0::DOUBLE AS \"BilledCost\", 'USD' AS \"BillingCurrency\","
                + " CASE i % 5 WHEN 0 THEN 'Purchase' ELSE 'Usage' END AS \"ChargeCategory\","
                + " TIMESTAMP '" + month + "-01' + to_days((i % 9)::INTEGER) AS \"ChargePeriodStart\","
                + " CASE i % 4 WHEN 0 THEN 'arn:ri' END AS \"CommitmentDiscountId\","
                + " CASE i % 8 WHEN 0 THEN 'Unused' WHEN 4 THEN 'Used' END AS \"CommitmentDiscountStatus\","
                + cost + " / 8.0::DOUBLE AS \"EffectiveCost\","
                + " 'us-east-1' AS \"RegionId\", 'Amazon EC2' AS \"ServiceName\", '1' AS \"SubAccountId\","
                + " CASE i % 5 WHEN 0 THEN 'USE1-USW2-AWS-Out-Bytes' ELSE 'BoxUsage' END AS \"x_UsageType\""
                + " FROM range(40) t(i)";
    }

    private static String focusManifest(String file) {
        return "{\"executionId\":\"run-1\",\"columns\":[{\"name\":\"BilledCost\",\"type\":\"double\"},"
                + "{\"name\":\"BillingCurrency\",\"type\":\"string\"},"
                + "{\"name\":\"ChargeCategory\",\"type\":\"string\"},"
                + "{\"name\":\"ChargePeriodStart\",\"type\":\"timestamp_milliseconds\"},"
                + "{\"name\":\"CommitmentDiscountId\",\"type\":\"string\"},"
                + "{\"name\":\"CommitmentDiscountStatus\",\"type\":\"string\"},"
                + "{\"name\":\"EffectiveCost\",\"type\":\"double\"},"
                + "{\"name\":\"RegionId\",\"type\":\"string\"},"
                + "{\"name\":\"ServiceName\",\"type\":\"string\"},"
                + "{\"name\":\"SubAccountId\",\"type\":\"string\"},"
                + "{\"name\":\"x_UsageType\",\"type\":\"string\"}],"
                + "\"dataFiles\":[\"s3://elsewhere/" + file + "\"]}";
    }

    private void deliverFocus(LakePublishing at, String month, int cost, String suffix) throws Exception {
        Path file = folder.resolve("focus-" + month + suffix);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            String options = suffix.endsWith("parquet")
                    ? "FORMAT parquet, COMPRESSION snappy"
                    : "FORMAT csv, HEADER, COMPRESSION gzip, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.000Z'";
            statement.execute("COPY (" + focusRows(month, cost) + ") TO '" + file + "' (" + options + ")");
        }
        String key = "cur/focus/data/BILLING_PERIOD=" + month + "/focus-00001" + suffix;
        at.write(key, Files.readAllBytes(file));
        at.write(
                "cur/focus/metadata/BILLING_PERIOD=" + month + "/focus-Manifest.json",
                focusManifest(key).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {".snappy.parquet", ".csv.gz"})
    void theQuestionsAboutFocusRunOverItsTables(String suffix) throws Exception {
        LakePublishing at = new LakePublishing(
                lake, database.dataSource(), suffix.contains("csv") ? "focuscsv" : "focusparquet", "focus");
        deliverFocus(at, "2026-07", 1, suffix);
        deliverFocus(at, "2026-08", 2, suffix);
        assertThat(at.publish()).hasSize(2);

        List<Map<String, String>> committed = at.ask("focus-committed-vs-on-demand", "2026-07", "2026-08");
        assertThat(committed).hasSize(2);
        assertThat(number(committed.get(1), "total_cost")).isEqualByComparingTo("10");
        assertThat(number(committed.get(1), "committed_cost")).isEqualByComparingTo("2.5");
        Map<String, String> transfer =
                at.ask("data-transfer", "2026-07", "2026-07").get(0);
        assertThat(number(transfer, "total_cost")).isEqualByComparingTo("5");
        assertThat(number(transfer, "inter_region_cost")).isEqualByComparingTo("1");
        assertThat(at.ask("data-transfer-map", "2026-07", "2026-07"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("from_place", "us-east-1")
                            .containsEntry("to_place", "us-west-2")
                            .containsEntry("way", "inter-region");
                    assertThat(number(row, "total_cost")).isEqualByComparingTo("1");
                });
        List<Map<String, String>> monthly = at.ask("monthly-cost", "2026-07", "2026-08");
        assertThat(monthly).hasSize(2);
        assertThat(number(monthly.get(0), "total_cost")).isEqualByComparingTo("5");
        assertThat(monthly.get(1)).containsEntry("last_usage_day", "2026-08-09");
        assertThat(at.ask(
                        "top-movers", Map.of("first_month", "2026-07", "last_month", "2026-08", "today", "2026-09-05")))
                .hasSize(3) // the service, and its two usage types
                .first()
                .satisfies(row -> {
                    assertThat(row)
                            .containsEntry("billing_period", "2026-08")
                            .containsEntry("product_code", "Amazon EC2");
                    // 32 of the 40 charges lie in the first seven of nine days, the others are still being billed
                    assertThat(row).containsEntry("days", "7");
                    assertThat(number(row, "moved_by")).isEqualByComparingTo("4");
                });
        List<Map<String, String>> used = at.ask("focus-commitment-utilisation", "2026-07", "2026-07");
        assertThat(used).extracting(row -> row.get("commitment")).containsExactly("*", "arn:ri");
        // every eighth charge is of what was not used, as many of what was
        assertThat(number(used.get(0), "used_cost")).isEqualByComparingTo("0.625");
        assertThat(number(used.get(0), "unused_cost")).isEqualByComparingTo("0.625");
        assertThat(number(used.get(0), "utilisation")).isEqualByComparingTo("50");
        NamedQueries shipped = NamedQueries.load(Path.of("queries"));
        for (NamedQuery query : shipped.queries()) {
            if (query.isAboutFocus() || !query.formerNames().isEmpty()) {
                at.ask(query.name(), "2026-07", "2026-08")
                        .forEach(row -> assertThat(query.declaredColumns().keySet())
                                .as(query.name())
                                .containsAll(row.keySet()));
            }
        }
    }

    @Test
    void tablesOverTextSayWhatTablesOverParquetSay() throws Exception {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "text", "hourly");
        at.deliver(SAMPLES.resolve("s2-drift"));
        at.publish();

        assertThat(at.publishTexts()).isEqualTo(2);
        assertThat(at.publishTexts()).as("what is done").isZero();

        String totals = "SELECT billing_period, count(*) AS c, sum(line_item_unblended_cost) AS cost,"
                + " sum(line_item_usage_amount) AS amount, min(line_item_usage_start_date) AS first,"
                + " max(bill_billing_period_end_date) AS last,"
                + " count(DISTINCT resource_tags_user_customersegment) AS segments FROM ";
        assertThat(at.rows(totals + "costs_typed GROUP BY 1 ORDER BY 1"))
                .isEqualTo(at.rows(totals + "costs GROUP BY 1 ORDER BY 1"))
                .hasSize(2);
        // text knows no NULL, what a month's report lacks is "" or 0 there; and line breaks became spaces
        String columns = String.join(
                ", ",
                at
                        .rows("SELECT column_name AS name, data_type AS type FROM information_schema.columns"
                                + " WHERE table_schema = '" + at.database + "' AND table_name = 'costs'")
                        .stream()
                        .map(column -> "coalesce(translate(CAST(" + column.get("name")
                                + " AS varchar), chr(13) || chr(10), '  '), '"
                                + (column.getOrDefault("type", "").startsWith("decimal") ? "0.0000000000" : "") + "')")
                        .toList());
        // of as many rows on both sides, so that this is enough
        expectNone(at, "SELECT " + columns + " FROM costs EXCEPT ALL SELECT " + columns + " FROM costs_typed");
    }

    @Test
    void textFollowsAMonthThatIsTakenBack() throws Exception {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "textback", "small");
        at.deliverSmall("a1", "lineItem/UnblendedCost", "1.5", "2");
        at.publish();
        at.publishTexts();
        at.deliverSmall("a2", "lineItem/UnblendedCost,product/new", "10,n");
        at.publish();
        at.publishTexts();
        String cost = "SELECT CAST(sum(line_item_unblended_cost) AS VARCHAR) AS cost FROM costs_typed";
        assertThat(at.rows(cost)).containsExactly(Map.of("cost", "10.0000000000"));

        at.desk.rollback("", "2026-09", "");

        assertThat(at.publishTexts()).isEqualTo(1);
        assertThat(at.rows(cost)).containsExactly(Map.of("cost", "3.5000000000"));
        assertThat(at.rows("SELECT line_item_unblended_cost AS cost, product_new AS new FROM costs_text ORDER BY 1"))
                .extracting(row -> row.get("cost"))
                .containsExactly("1.5", "2");
    }

    @Test
    void textWithEveryKindOfQuoteIsReadAsItWasDelivered() throws Exception {
        LakePublishing at = new LakePublishing(lake, database.dataSource(), "quotes", "small");
        at.deliverSmall(
                "a1", "lineItem/UnblendedCost,resourceTags/user:team", "1.81E-8,C:\\new\\", "2,\"a, \"\"b\"\"\"", "3,");
        at.publish();
        at.publishTexts();
        at.deliverSmall("a2", "product/new,resourceTags/user:team,lineItem/UnblendedCost", "n,\"say \\\"\"x\\\"\"\",4");
        at.publish();

        assertThat(at.publishTexts()).isEqualTo(1);

        List<Map<String, String>> rows = at.rows(
                "SELECT line_item_unblended_cost AS cost, resource_tags_user_team AS team, product_new AS new FROM costs");
        assertThat(at.rows("SELECT line_item_unblended_cost AS cost, resource_tags_user_team AS team,"
                        + " product_new AS new FROM costs_typed"))
                .isEqualTo(rows)
                .containsExactly(Map.of("cost", "4.0000000000", "team", "say \\\"x\\\"", "new", "n"));
    }
}
