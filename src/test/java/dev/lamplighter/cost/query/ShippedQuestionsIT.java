package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped queries on a real Trino over two published months, against DuckDB over the delivered CSV files. */
final class ShippedQuestionsIT {
    private static final Path SAMPLE =
            Path.of("src/test/resources/cur-samples/s2-drift").toAbsolutePath();
    private static final StateDatabase STATE = StateDatabase.inMemory();
    private static final LakePublishing LAKE =
            new LakePublishing(SandboxLake.shared(), STATE.dataSource(), "questions", "hourly");

    @BeforeAll
    static void publish() throws IOException {
        LAKE.deliver(SAMPLE);
        assertThat(LAKE.publish()).hasSize(2);
    }

    @AfterAll
    static void close() {
        STATE.close();
    }

    private static List<Map<String, String>> ask(String query) {
        return LAKE.ask(query, "2025-03", "2025-04");
    }

    /** AWS: "Cost and Usage Report", what line items of reservations and savings plans cost when amortised. */
    private static final String AMORTISED = """
        CASE
          WHEN "lineItem/LineItemType" = 'SavingsPlanCoveredUsage' THEN number("savingsPlan/SavingsPlanEffectiveCost")
          WHEN "lineItem/LineItemType" = 'SavingsPlanRecurringFee'
            THEN number("savingsPlan/TotalCommitmentToDate") - number("savingsPlan/UsedCommitment")
          WHEN "lineItem/LineItemType" IN ('SavingsPlanNegation', 'SavingsPlanUpfrontFee') THEN 0
          WHEN "lineItem/LineItemType" = 'DiscountedUsage' THEN number("reservation/EffectiveCost")
          WHEN "lineItem/LineItemType" = 'RIFee' THEN number("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod")
            + number("reservation/UnusedRecurringFee")
          WHEN "lineItem/LineItemType" = 'Fee' AND "reservation/ReservationARN" <> '' THEN 0
          ELSE number("lineItem/UnblendedCost")
        END\
        """;

    /** Rows of text over the CSV files themselves, {@code month}, {@code cost} and {@code amortised} added. */
    private static List<List<String>> duck(String sql) throws SQLException {
        String lines = "(SELECT *, strftime(CAST(\"bill/BillingPeriodStartDate\" AS TIMESTAMP), '%Y-%m') AS month,"
                + " number(\"lineItem/UnblendedCost\") AS cost, " + AMORTISED + " AS amortised FROM read_csv('" + SAMPLE
                + "/cur/**/*.csv.gz', header=true, all_varchar=true, union_by_name=true))";
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE MACRO number(text) AS CAST(COALESCE(NULLIF(text, ''), '0') AS DECIMAL(24, 10))");
            ResultSet result = statement.executeQuery("WITH lines AS " + lines + " " + sql);
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static List<List<String>> columns(List<Map<String, String>> rows, String... columns) {
        return rows.stream()
                .map(row -> Arrays.stream(columns)
                        .map(column -> String.valueOf(row.get(column)))
                        .toList())
                .toList();
    }

    @Test
    void everyShippedQueryRunsAndHasTheColumnsItsHeaderNames() {
        NamedQueries shipped = NamedQueries.load(Path.of("queries"));
        assertThat(shipped.problems()).isEmpty();
        for (NamedQuery query : shipped.queries()) {
            if (query.isAboutFocus()) {
                continue; // see OtherInputsIT
            }
            List<Map<String, String>> rows = ask(query.name());
            rows.forEach(row -> assertThat(query.declaredColumns().keySet())
                    .as(query.name())
                    .containsAll(row.keySet()));
            query.alerts()
                    .forEach(alert -> assertThat(query.declaredColumns())
                            .containsKeys(alert.columns().toArray(String[]::new)));
        }
    }

    private static void expectMovers(String today, int days) throws SQLException {
        String moves = """
            , days AS (SELECT *, day(CAST("lineItem/UsageStartDate" AS TIMESTAMP)) AS d, date_diff('day',
                CAST("lineItem/UsageStartDate" AS TIMESTAMP)::DATE, CAST("lineItem/UsageEndDate" AS TIMESTAMP)::DATE) AS length
              FROM lines),
            moves AS (SELECT "lineItem/UsageAccountId" AS account, "lineItem/ProductCode" AS product, %2$s,
              COALESCE(SUM(amortised) FILTER (month = '2025-03'), 0) AS before,
              COALESCE(SUM(amortised) FILTER (month = '2025-04'), 0) AS now, now - before AS moved
            FROM days WHERE d <= %1$d AND (%1$d = 31 OR length < 27) GROUP BY ALL HAVING now - before <> 0)
            SELECT * FROM moves WHERE usage_type <> '' AND resource <> '' ORDER BY abs(moved) DESC, 1, 2, 3, 4 LIMIT %3$d\
            """;
        List<List<String>> expected =
                new ArrayList<>(duck(moves.formatted(days, "'*' AS usage_type, '*' AS resource", 20)));
        assertThat(expected).hasSizeGreaterThan(5);
        expected.addAll(duck(moves.formatted(days, "\"lineItem/UsageType\" AS usage_type, '*' AS resource", 10)));
        expected.addAll(duck(moves.formatted(
                days, "\"lineItem/UsageType\" AS usage_type, \"lineItem/ResourceId\" AS resource", 10)));

        assertThat(columns(
                        LAKE.ask(
                                "top-movers",
                                Map.of("first_month", "2025-03", "last_month", "2025-04", "today", today)),
                        "account",
                        "product_code",
                        "usage_type",
                        "resource",
                        "previous_cost",
                        "month_cost",
                        "moved_by"))
                .isEqualTo(expected);
    }

    @Test
    void monthlyCostIsWhatEachServiceCostAndUntilWhen() throws SQLException {
        List<List<String>> expected = duck("""
            SELECT month, "lineItem/ProductCode", SUM(amortised) AS total, SUM(cost),
              max(CAST("lineItem/UsageStartDate" AS TIMESTAMP)::DATE) FILTER (
                "lineItem/LineItemType" IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'))
            FROM lines GROUP BY ALL ORDER BY month, total DESC, 2\
            """);

        assertThat(columns(
                        ask("monthly-cost"),
                        "billing_period",
                        "product_code",
                        "total_cost",
                        "unblended_cost",
                        "last_usage_day"))
                .isEqualTo(expected)
                .hasSizeGreaterThan(10);
    }

    /** Usage types as AWS writes them, each with the places worked out by hand. */
    @Test
    void theMapOfTransfersSaysWhereFromAndWhereTo() throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), STATE.dataSource(), "map", "small");
        at.deliverSmall(
                "a1",
                "lineItem/UsageType,lineItem/ProductCode,product/region,lineItem/CurrencyCode,lineItem/UnblendedCost",
                "DataTransfer-Out-Bytes,AmazonEC2,us-east-1,USD,9",
                "DataTransfer-In-Bytes,AmazonEC2,,USD,0.5",
                "APS3-DataTransfer-Out-Bytes,AmazonEC2,,USD,8",
                "EU-DataTransfer-Regional-Bytes,AmazonRDS,eu-west-1,USD,7",
                "USW2-DataTransfer-xAZ-In-Bytes,AmazonEC2,us-west-2,USD,6",
                "USE1-EU-AWS-Out-Bytes,AmazonS3,us-east-1,USD,5",
                "EUC1-APS7-AWS-In-Bytes,AmazonS3,eu-central-1,USD,4",
                "US-DataTransfer-Out-Bytes,AmazonCloudFront,,USD,3",
                "EU-DataTransfer-Out-OBytes,AmazonCloudFront,,USD,2",
                "USE1-CloudFront-Out-Bytes,AmazonS3,us-east-1,USD,1",
                "USE2-VpcPeering-In-Bytes,AmazonEC2,us-east-2,USD,0.25",
                "CNN1-DataTransfer-Out-Bytes,AmazonEC2,cn-north-1,CNY,20",
                "USE1-BoxUsage:m5.large,AmazonEC2,us-east-1,USD,100");
        assertThat(at.publish()).hasSize(1);

        assertThat(columns(
                        at.ask("data-transfer-map", "2026-09"),
                        "from_place",
                        "to_place",
                        "way",
                        "currency_code",
                        "total_cost"))
                .containsExactly(
                        List.of("cn-north-1", "internet", "outbound", "CNY", "20.0000000000"),
                        List.of("us-east-1", "internet", "outbound", "USD", "9.0000000000"),
                        List.of("ap-south-1", "internet", "outbound", "USD", "8.0000000000"),
                        List.of("eu-west-1", "another zone", "inter-zone", "USD", "7.0000000000"),
                        List.of("another zone", "us-west-2", "inter-zone", "USD", "6.0000000000"),
                        List.of("us-east-1", "eu-west-1", "inter-region", "USD", "5.0000000000"),
                        List.of("APS7", "eu-central-1", "inter-region", "USD", "4.0000000000"),
                        List.of("CloudFront US", "internet", "outbound", "USD", "3.0000000000"),
                        List.of("CloudFront EU", "origin", "outbound", "USD", "2.0000000000"),
                        List.of("us-east-1", "CloudFront", "other", "USD", "1.0000000000"),
                        List.of("internet", "us-east-1", "inbound", "USD", "0.5000000000"),
                        List.of("elsewhere", "us-east-2", "other", "USD", "0.2500000000"));
        Map<String, String> sums = at.ask("data-transfer", "2026-09").stream()
                .filter(row -> "AmazonEC2".equals(row.get("product_code")) && "USD".equals(row.get("currency_code")))
                .findFirst()
                .orElseThrow();
        assertThat(new BigDecimal(sums.getOrDefault("transfer_cost", "")))
                .as("the same kinds of way")
                .isEqualByComparingTo("23.75");
    }

    @Test
    void topMoversAreTheLargestDifferencesBetweenTheMonths() throws SQLException {
        expectMovers("2025-05-06", 31);
    }

    @Test
    void topMoversOfARunningMonthAreThoseOfItsFullDays() throws SQLException {
        expectMovers("2025-04-12", 10);
    }

    @Test
    void untaggedShareIsWhatHasNoValue() throws SQLException {
        List<List<String>> expected = duck("""
            SELECT month, "lineItem/ProductCode", SUM(amortised) AS total,
              COALESCE(SUM(amortised) FILTER (COALESCE("resourceTags/user:customersegment", '') = ''), 0) AS untagged
            FROM lines GROUP BY ALL ORDER BY month, untagged DESC, 2\
            """);

        assertThat(columns(ask("untagged-share"), "billing_period", "product_code", "total_cost", "untagged_cost"))
                .isEqualTo(expected);
    }

    @Test
    void costsByTagAreAmortisedWithTheBillBeside() throws SQLException {
        List<List<String>> expected = duck("""
            SELECT COALESCE(NULLIF("resourceTags/user:customersegment", ''), '(untagged)') AS tag, "lineItem/ProductCode",
              SUM(amortised) AS total, SUM(cost) AS unblended FROM lines GROUP BY ALL\
            """);

        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(columns(ask("cost-by-tag"), "tag_value", "product_code", "total_cost", "unblended_cost"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void monthsTellAmortisedCostsBesideTheBill() throws SQLException {
        List<List<String>> expected = duck("""
            SELECT month, SUM(cost), SUM(amortised), SUM(amortised) - SUM(cost),
              COALESCE(SUM(cost) FILTER ("lineItem/LineItemType" = 'Fee' AND "reservation/ReservationARN" <> ''
                OR "lineItem/LineItemType" = 'SavingsPlanUpfrontFee'), 0),
              SUM(number("reservation/AmortizedUpfrontCostForUsage")
                + number("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod")
                + number("savingsPlan/AmortizedUpfrontCommitmentForBillingPeriod"))
            FROM lines GROUP BY ALL ORDER BY month\
            """);

        assertThat(columns(
                        ask("amortised-vs-unblended"),
                        "billing_period",
                        "unblended_cost",
                        "amortised_cost",
                        "difference",
                        "billed_upfront_cost",
                        "amortised_upfront_cost"))
                .isEqualTo(expected);
    }

    @Test
    void coverageCountsUnitsThatRanAndUnitsThatWereBought() throws SQLException {
        List<List<String>> expected = duck("""
            SELECT month,
              COALESCE(SUM(units) FILTER (type <> 'RIFee'), 0), COALESCE(SUM(units) FILTER (type = 'DiscountedUsage'), 0),
              COALESCE(SUM(units) FILTER (type = 'SavingsPlanCoveredUsage'), 0), COALESCE(SUM(units) FILTER (type = 'RIFee'), 0),
              COALESCE(SUM(unused) FILTER (type = 'RIFee'), 0),
              COALESCE(SUM(amortised) FILTER (type = 'Usage'), 0), COALESCE(SUM(amortised) FILTER (type = 'RIFee'), 0)
            FROM (SELECT month, "lineItem/LineItemType" AS type, amortised,
                CAST(COALESCE(NULLIF("lineItem/NormalizedUsageAmount", ''), '0') AS DECIMAL(24, 10)) AS units,
                CAST(COALESCE(NULLIF("reservation/UnusedNormalizedUnitQuantity", ''), '0') AS DECIMAL(24, 10)) AS unused
              FROM lines WHERE "lineItem/ProductCode" = 'AmazonEC2'
                AND regexp_matches("lineItem/UsageType", 'BoxUsage|HeavyUsage'))
            WHERE type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'RIFee')
            GROUP BY month ORDER BY month\
            """);
        List<Map<String, String>> answer = ask("commitment-coverage");
        List<Map<String, String>> totals = answer.stream()
                .filter(row -> "*".equals(row.get("instance_family")) && "*".equals(row.get("region")))
                .toList();

        assertThat(columns(
                        totals,
                        "billing_period",
                        "used_units",
                        "reserved_units",
                        "savings_plan_units",
                        "bought_units",
                        "unused_units",
                        "on_demand_cost",
                        "unused_cost"))
                .isEqualTo(expected);
        assertThat(answer).hasSizeGreaterThan(totals.size());
        assertThat(new BigDecimal(totals.get(0).get("used_units"))).isPositive();
        double used = Double.parseDouble(totals.get(0).get("used_units"));
        assertThat(Double.parseDouble(totals.get(0).get("reserved_coverage")))
                .isCloseTo(100 * Double.parseDouble(totals.get(0).get("reserved_units")) / used, within(1e-9));
    }

    @Test
    void utilisationOfSavingsPlansIsWhatOfTheirPromisesIsUsed() throws SQLException {
        String sums = """
            SUM(number("savingsPlan/TotalCommitmentToDate")) AS promised, SUM(number("savingsPlan/UsedCommitment")),
            promised - SUM(number("savingsPlan/UsedCommitment"))
            FROM lines WHERE "lineItem/LineItemType" = 'SavingsPlanRecurringFee' GROUP BY ALL\
            """;
        List<List<String>> expected = new ArrayList<>(duck("SELECT month, '*', 'USD', " + sums));
        expected.addAll(duck("SELECT month, \"savingsPlan/SavingsPlanARN\", 'USD', " + sums));

        assertThat(columns(
                        ask("savings-plan-utilisation"),
                        "billing_period",
                        "savings_plan",
                        "currency_code",
                        "commitment",
                        "used_commitment",
                        "unused_cost"))
                .containsExactlyInAnyOrderElementsOf(expected)
                .hasSizeGreaterThan(2);
    }

    @Test
    void anomaliesAreTheServicesThatLeftWhatWasUsual() throws SQLException {
        Map<List<String>, SortedMap<LocalDate, Double>> services = new HashMap<>();
        duck("""
            SELECT "lineItem/UsageAccountId", "lineItem/ProductCode", COALESCE(NULLIF("product/region", ''), 'global'),
              CAST(CAST("lineItem/UsageStartDate" AS TIMESTAMP) AS DATE) AS day, SUM(amortised) FROM lines
            WHERE "lineItem/LineItemType" IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage') GROUP BY ALL\
            """)
                .forEach(row -> services.computeIfAbsent(row.subList(0, 3), none -> new TreeMap<>())
                        .put(LocalDate.parse(row.get(3)), Double.parseDouble(row.get(4))));
        List<List<String>> expected = new ArrayList<>();
        services.forEach((service, days) -> new UsualCosts(days, LocalDate.of(2025, 3, 1))
                .changes(LocalDate.of(2025, 4, 28))
                .keySet()
                .forEach(day -> expected.add(Stream.concat(Stream.of(day.toString()), service.stream())
                        .toList())));

        assertThat(expected).isNotEmpty();
        assertThat(columns(ask("daily-anomalies"), "first_day", "account", "product_code", "region"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The idioms of SQL written for tables over the report's text: its names, dates as text, sums of costs. */
    @Test
    void theSeedViewAnswersSqlWrittenForTheReportsText() throws SQLException {
        List<Map<String, String>> answer = LAKE.rows("""
            SELECT DATE_FORMAT(from_iso8601_timestamp(cost_and_usage.lineitem_usagestartdate), '%Y-%m') AS "usage_month",
              cost_and_usage.lineitem_productcode AS "product_code",
              COALESCE(SUM(CASE WHEN REGEXP_LIKE(cost_and_usage.product_usagetype, 'DataTransfer')
                THEN cost_and_usage.lineitem_unblendedcost ELSE NULL END), 0) AS "transfer",
              COALESCE(SUM(cost_and_usage.lineitem_unblendedcost), 0) AS "total"
            FROM costs_seed AS cost_and_usage
            WHERE from_iso8601_timestamp(cost_and_usage.lineitem_usagestartdate) >= TIMESTAMP '2025-03-01 00:00:00 UTC'
              AND cost_and_usage.resourcetags_customersegment IS NOT NULL
            GROUP BY 1, 2 ORDER BY 1, 2\
            """);

        assertThat(columns(answer, "usage_month", "product_code", "transfer", "total"))
                .isEqualTo(duck("""
                    SELECT strftime(CAST("lineItem/UsageStartDate" AS TIMESTAMP), '%Y-%m') AS m, "lineItem/ProductCode" AS p,
                      COALESCE(SUM(cost) FILTER (regexp_matches("product/usagetype", 'DataTransfer')), 0), SUM(cost)
                    FROM lines WHERE CAST("lineItem/UsageStartDate" AS TIMESTAMP) >= '2025-03-01' GROUP BY ALL
                    ORDER BY m, p\
                    """));
    }
}
