package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQL that was written for tables over the report's text, unchanged, over the views that {@code cost.legacy-view} makes; and what
 * reservations and savings plans are used for. Two generated months, the current one because that SQL asks for the last six;
 * DuckDB answers from the delivered CSV.
 */
@Tag("long")
final class LegacyQueriesIT {
    private static final StateDatabase STATE = StateDatabase.inMemory();
    private static final LakePublishing LAKE = new LakePublishing(
            SandboxLake.shared(),
            STATE.dataSource(),
            "hourly",
            new LakePublishing.Names("seed", "aws_optimizer", "cost_and_usage, cost_and_usage_raw"));

    /** Rows of the six months that the SQL asks for. */
    private static final String LINES = """
            WITH lines AS (SELECT *, "lineItem/LineItemType" IN ('DiscountedUsage', 'RIFee', 'Fee') AS reserved,
                CAST("lineItem/UnblendedCost" AS DECIMAL(24, 10)) AS cost,
                strftime(CAST("lineItem/UsageStartDate" AS TIMESTAMP), '%%Y-%%m') AS month,
                strftime(CAST("bill/BillingPeriodStartDate" AS TIMESTAMP), '%%Y-%%m') AS bill
              FROM read_csv('%s/cur/**/*.csv.gz', header=true, all_varchar=true, union_by_name=true)
              WHERE CAST("lineItem/UsageStartDate" AS TIMESTAMP) >= DATE '%s-01')
            """;

    @TempDir
    private static Path folder;

    private static YearMonth current = YearMonth.of(1970, 1);

    @BeforeAll
    static void publish() throws IOException {
        current = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
        for (YearMonth month : new YearMonth[] {current.minusMonths(1), current}) {
            CostReportGenerator.deliver(CostReportSpec.of("hourly", month).withRows(3_000), folder);
        }
        LAKE.deliver(folder);
        assertThat(LAKE.publish()).hasSize(2);
    }

    @AfterAll
    static void close() {
        STATE.close();
    }

    private static List<Map<String, String>> asked(String name) throws IOException {
        return LAKE.rows(Files.readString(Path.of("src/test/resources/seed-queries", name + ".sql")));
    }

    private static List<Map<String, String>> ask(String query) {
        return LAKE.ask(query, current.minusMonths(1).toString(), current.toString());
    }

    private static List<List<String>> duck(String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(LINES.formatted(folder, current.minusMonths(5)) + sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof BigDecimal number ? plain(number) : String.valueOf(value));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Columns as text, numbers without the zeros that engines put behind them differently. */
    private static List<List<String>> columns(List<Map<String, String>> rows, String... columns) {
        return rows.stream()
                .map(row -> Arrays.stream(columns)
                        .map(column -> row.getOrDefault(column, ""))
                        .map(value -> value.matches("-?\\d+\\.\\d+") ? plain(new BigDecimal(value)) : value)
                        .toList())
                .toList();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, ""));
    }

    @Test
    void theShareOfReservedSpendByMonth() throws Exception {
        assertThat(columns(
                        asked("reserved-share"),
                        "cost_and_usage.usage_start_month",
                        "cost_and_usage.total_unblended_cost",
                        "cost_and_usage.total_reserved_unblended_cost",
                        "cost_and_usage.total_non_reserved_unblended_cost"))
                .hasSize(2)
                .isEqualTo(duck("SELECT month, SUM(cost), SUM(cost) FILTER (reserved), SUM(cost) FILTER (NOT reserved)"
                        + " FROM lines GROUP BY month ORDER BY 2 DESC"));
    }

    @Test
    void dataTransferByProduct() throws Exception {
        assertThat(columns(
                        asked("data-transfer"),
                        "cost_and_usage.product_code",
                        "cost_and_usage.total_unblended_cost",
                        "cost_and_usage.total_data_transfer_cost",
                        "cost_and_usage.total_inbound_data_transfer_cost",
                        "cost_and_usage.total_outbound_data_transfer_cost"))
                .hasSizeGreaterThan(3)
                .containsExactlyInAnyOrderElementsOf(duck("""
                        SELECT "lineItem/ProductCode", SUM(cost),
                          COALESCE(SUM(cost) FILTER (contains("product/usagetype", 'DataTransfer')), 0),
                          COALESCE(SUM(cost) FILTER (contains("product/usagetype", 'DataTransfer-In')), 0),
                          COALESCE(SUM(cost) FILTER (contains("product/usagetype", 'DataTransfer-Out')), 0)
                        FROM lines GROUP BY 1"""));
    }

    @Test
    void costByTagAndProductFromTheViewOfTheOtherName() throws Exception {
        assertThat(columns(
                        asked("cost-by-tag"),
                        "cost_and_usage.product_code",
                        "cost_and_usage.customer_segment",
                        "cost_and_usage.total_unblended_cost"))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(duck("""
                        SELECT "lineItem/ProductCode", COALESCE("resourceTags/user:customersegment", ''), SUM(cost)
                        FROM lines GROUP BY 1, 2"""));
    }

    @Test
    void coverageOfAFleetWithReservationsAndASavingsPlan() throws Exception {
        List<Map<String, String>> totals = ask("commitment-coverage").stream()
                .filter(row -> "*".equals(row.get("instance_family")) && "*".equals(row.get("region")))
                .toList();
        List<List<String>> expected = duck("""
                SELECT bill, SUM(units) FILTER (type <> 'RIFee'), SUM(units) FILTER (type = 'DiscountedUsage'),
                  SUM(units) FILTER (type = 'SavingsPlanCoveredUsage'), SUM(units) FILTER (type = 'RIFee'),
                  SUM(unused) FILTER (type = 'RIFee')
                FROM (SELECT *, "lineItem/LineItemType" AS type,
                    CAST(COALESCE(NULLIF("lineItem/NormalizedUsageAmount", ''), '0') AS DECIMAL(24, 10)) AS units,
                    CAST(COALESCE(NULLIF("reservation/UnusedNormalizedUnitQuantity", ''), '0') AS DECIMAL(24, 10)) AS unused
                  FROM lines WHERE "lineItem/ProductCode" = 'AmazonEC2'
                    AND regexp_matches("lineItem/UsageType", 'BoxUsage|HeavyUsage'))
                WHERE type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'RIFee') GROUP BY 1 ORDER BY 1""");

        assertThat(columns(
                        totals,
                        "billing_period",
                        "used_units",
                        "reserved_units",
                        "savings_plan_units",
                        "bought_units",
                        "unused_units"))
                .isEqualTo(expected);
        List<BigDecimal> units =
                expected.get(0).stream().skip(1).map(BigDecimal::new).toList();
        assertThat(units).as("a fixture with all of it").allMatch(amount -> amount.signum() > 0);
        double covered =
                units.get(1).add(units.get(2)).doubleValue() / units.get(0).doubleValue();
        double used = 1 - units.get(4).doubleValue() / units.get(3).doubleValue();
        assertThat(number(totals.get(0), "total_coverage")).isCloseTo(100 * covered, within(1e-6));
        assertThat(number(totals.get(0), "reserved_utilisation")).isCloseTo(100 * used, within(1e-6));
    }

    @Test
    void utilisationOfASavingsPlan() throws Exception {
        List<Map<String, String>> answer = ask("savings-plan-utilisation");
        List<List<String>> expected = duck("""
                SELECT bill, COALESCE("savingsPlan/SavingsPlanARN", '*') AS plan,
                  SUM(CAST("savingsPlan/TotalCommitmentToDate" AS DECIMAL(24, 10))) AS promised,
                  SUM(CAST("savingsPlan/UsedCommitment" AS DECIMAL(24, 10)))
                FROM lines WHERE "lineItem/LineItemType" = 'SavingsPlanRecurringFee'
                GROUP BY GROUPING SETS ((bill), (bill, "savingsPlan/SavingsPlanARN"))
                ORDER BY bill, plan <> '*', promised DESC, plan""");

        assertThat(expected).hasSizeGreaterThanOrEqualTo(4);
        assertThat(columns(answer, "billing_period", "savings_plan", "commitment", "used_commitment"))
                .isEqualTo(expected);
        double utilisation = Double.parseDouble(expected.get(0).get(3))
                / Double.parseDouble(expected.get(0).get(2));
        assertThat(number(answer.get(0), "utilisation"))
                .isCloseTo(100 * utilisation, within(1e-6))
                .isBetween(1.0, 100.0);
    }
}
