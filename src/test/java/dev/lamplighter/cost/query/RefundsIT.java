package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every shipped query that adds up money, on a real engine over {@link RefundedReport}, against DuckDB over the delivered CSV. What
 * DuckDB is asked is written from AWS's documents: a refund or a credit costs what the bill says of it, on its own day, whatever it
 * gives back.
 */
@Tag("long")
final class RefundsIT {
    private final StateDatabase state = StateDatabase.inMemory();

    @TempDir
    private Path delivered;

    @AfterEach
    void close() {
        state.close();
    }

    private LakePublishing published(String kind) throws IOException {
        String report = kind.equals("legacy") ? "small" : kind;
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), "refunds" + kind, report);
        RefundedReport charges = new RefundedReport(at, delivered);
        switch (kind) {
            case "legacy" -> charges.deliverLegacy();
            case "cur2" -> charges.deliverCur2();
            default -> charges.deliverFocus();
        }
        assertThat(at.publish()).hasSize(2);
        return at;
    }

    private static List<Map<String, String>> ask(LakePublishing at, String query) {
        return at.ask(
                query,
                Map.of(
                        "first_month",
                        "2026-09",
                        "last_month",
                        "2026-10",
                        "today",
                        RefundedReport.TODAY.toString(),
                        "resources",
                        "'i-1'",
                        "most_services",
                        "100",
                        "most_details",
                        "100"));
    }

    private static void expect(List<Map<String, String>> answer, String columns, DeliveredLines lines, String sql)
            throws SQLException {
        List<List<String>> rows = answer.stream()
                .map(row -> Arrays.stream(columns.split(" ", -1))
                        .map(column -> DeliveredLines.plain(String.valueOf(row.get(column))))
                        .toList())
                .toList();
        assertThat(rows)
                .as(columns)
                .containsExactlyInAnyOrderElementsOf(lines.ask(sql))
                .isNotEmpty();
    }

    /** What legacy reports, CUR 2.0 and FOCUS are asked alike. */
    private static void expectOfAllKinds(LakePublishing at, DeliveredLines lines) throws SQLException {
        expect(
                ask(at, "monthly-cost"),
                "billing_period product_code currency_code total_cost unblended_cost upfront_cost given_back_cost",
                lines,
                """
                SELECT month, product, currency, SUM(amortised), SUM(cost), COALESCE(SUM(cost) FILTER (UPFRONT), 0),
                  COALESCE(SUM(amortised) FILTER (amortised < 0), 0) FROM lines GROUP BY ALL\
                """.replace("UPFRONT", lines.upfront()));
        expect(
                ask(at, "month-forecast"),
                "billing_period currency_code cost_so_far",
                lines,
                "SELECT month, currency, SUM(amortised) FROM lines WHERE day <= DATE '2026-10-13' GROUP BY ALL");
        expect(
                ask(at, "top-movers").stream()
                        .filter(row -> "*".equals(row.get("usage_type")))
                        .toList(),
                "product_code currency_code previous_cost month_cost moved_by",
                lines,
                """
                SELECT product, currency, COALESCE(SUM(amortised) FILTER (month = '2026-09'), 0) AS before,
                  COALESCE(SUM(amortised) FILTER (month = '2026-10'), 0) AS now, now - before
                FROM lines WHERE date_diff('day', CAST(month || '-01' AS DATE), day) < 10 AND date_diff('day', day, until) < 27
                GROUP BY ALL HAVING now <> before\
                """);
        expect(
                ask(at, "data-transfer"),
                "product_code currency_code total_cost transfer_cost outbound_cost",
                lines,
                """
                SELECT product, currency, SUM(cost), COALESCE(SUM(cost) FILTER (usage = 'DataTransfer-Out-Bytes'), 0) AS out, out
                FROM lines GROUP BY ALL\
                """);
        expect(
                ask(at, "data-transfer-map"),
                "billing_period way currency_code total_cost",
                lines,
                "SELECT month, 'outbound', currency, SUM(cost) FROM lines WHERE usage = 'DataTransfer-Out-Bytes' GROUP"
                        + " BY ALL");
        expect(
                ask(at, "stream-costs"),
                "interval_start currency_code running_hours machine_cost transfer_cost",
                lines,
                """
                SELECT strftime(day, '%Y-%m-%dT00:00:00Z'), currency,
                  COALESCE(SUM(amount) FILTER (USAGE AND usage LIKE 'BoxUsage%'), 0),
                  COALESCE(SUM(amortised) FILTER (usage LIKE 'BoxUsage%'), 0),
                  COALESCE(SUM(amortised) FILTER (usage LIKE 'DataTransfer%'), 0)
                FROM lines WHERE resource = 'i-1' GROUP BY ALL\
                """.replace("USAGE", lines.usage()));
    }

    /** A day that a later month corrects costs what is left of it; what is corrected of before the report is no day of it. */
    private static void expectForecast(LakePublishing at, DeliveredLines lines) throws SQLException {
        SortedMap<LocalDate, Double> days = new TreeMap<>();
        boolean isFocus = lines.usage().startsWith("category");
        String usage = lines.usage() + (isFocus ? "" : " OR type = 'SavingsPlanRecurringFee'");
        lines.ask("SELECT day, SUM(amortised) FROM lines WHERE currency = 'USD' AND day >= DATE '2026-09-01' AND ("
                        + usage + ") GROUP BY ALL")
                .forEach(row -> days.put(LocalDate.parse(row.get(0)), Double.parseDouble(row.get(1))));
        WeeklyForecast expected =
                WeeklyForecast.of(days, RefundedReport.OCTOBER, LocalDate.of(2026, 10, 10), LocalDate.of(2026, 10, 12));
        double delivered = Double.parseDouble(lines.ask(
                        "SELECT SUM(amortised) FROM lines WHERE currency = 'USD' AND month = '2026-10' AND day <= DATE"
                                + " '2026-10-13'")
                .get(0)
                .get(0));
        double others = delivered - 120 - 24; // 12 days of 10, and a fifth of that as tax, which grows with it

        Map<String, String> october = ask(at, "month-forecast").stream()
                .filter(row -> "2026-10".equals(row.get("billing_period")) && "USD".equals(row.get("currency_code")))
                .findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(october.getOrDefault("forecast", "")))
                .isCloseTo(1.2 * expected.forecast() + others, within(1e-6));
        assertThat(Double.parseDouble(october.getOrDefault("forecast_low", "")))
                .isCloseTo(1.2 * expected.low() + others, within(1e-6));
        assertThat(Double.parseDouble(october.getOrDefault("forecast_high", "")))
                .isCloseTo(1.2 * expected.high() + others, within(1e-6));
    }

    /** Money that is given back is no change of what a service costs; a day that is corrected is. */
    private static void expectAnomalies(LakePublishing at, DeliveredLines lines) throws SQLException {
        Map<List<String>, SortedMap<LocalDate, Double>> services = new HashMap<>();
        lines.ask("""
            SELECT product, currency, COALESCE(NULLIF(region, ''), 'global'), day, SUM(amortised) FROM lines WHERE USAGE
              AND day >= DATE '2026-09-01' GROUP BY ALL\
            """.replace("USAGE", lines.usage()))
                .forEach(row -> services.computeIfAbsent(row.subList(0, 3), none -> new TreeMap<>())
                        .put(LocalDate.parse(row.get(3)), Double.parseDouble(row.get(4))));
        List<String> expected = new ArrayList<>();
        services.forEach((service, days) -> new UsualCosts(days, LocalDate.of(2026, 9, 1))
                .changes(LocalDate.of(2026, 10, 10))
                .keySet()
                .forEach(day -> expected.add(day + " " + String.join(" ", service))));
        assertThat(ask(at, "daily-anomalies"))
                .extracting(row -> row.get("first_day") + " " + row.get("product_code") + " " + row.get("currency_code")
                        + " " + row.get("region"))
                .containsExactlyInAnyOrderElementsOf(expected)
                .contains("2026-09-15 AmazonEC2 USD us-east-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "cur2"})
    void costAndUsageReportsSayWhatIsLeftOfEveryCost(String kind) throws Exception {
        LakePublishing at = published(kind);
        DeliveredLines lines = DeliveredLines.ofCur(delivered, kind.equals("legacy"));

        expectOfAllKinds(at, lines);
        expectForecast(at, lines);
        expectAnomalies(at, lines);
        expect(
                ask(at, "cost-by-tag"),
                "tag_value product_code currency_code total_cost unblended_cost",
                lines,
                "SELECT COALESCE(NULLIF(segment, ''), '(untagged)'), product, currency, SUM(amortised), SUM(cost) FROM"
                        + " lines GROUP BY ALL");
        expect(
                ask(at, "untagged-share"),
                "billing_period product_code currency_code total_cost untagged_cost",
                lines,
                "SELECT month, product, currency, SUM(amortised), COALESCE(SUM(amortised) FILTER (segment = ''), 0)"
                        + " FROM lines GROUP BY ALL");
        expect(
                ask(at, "amortised-vs-unblended"),
                "billing_period currency_code unblended_cost amortised_cost billed_upfront_cost amortised_upfront_cost"
                        + " unused_commitment_cost",
                lines,
                """
                SELECT month, currency, SUM(cost), SUM(amortised),
                  COALESCE(SUM(cost) FILTER (type = 'Fee' AND reservation <> '' OR type = 'SavingsPlanUpfrontFee'), 0),
                  SUM(used_upfront + unused_upfront + plan_upfront),
                  SUM(unused_upfront + unused_recurring) + SUM(promised - used) FROM lines GROUP BY ALL\
                """);
        expect(
                at.ask("reserved-vs-on-demand", "2026-09", "2026-10"),
                "billing_period currency_code total_cost reserved_cost other_fee_cost savings_plan_cost",
                lines,
                """
                SELECT month, currency, SUM(cost), COALESCE(SUM(cost) FILTER (type IN ('DiscountedUsage', 'RIFee', 'Fee')), 0),
                  COALESCE(SUM(cost) FILTER (type = 'Fee' AND reservation = ''), 0),
                  COALESCE(SUM(cost) FILTER (type LIKE 'SavingsPlan%'), 0) FROM lines GROUP BY ALL\
                """);
        expect(
                ask(at, "savings-plan-utilisation"),
                "billing_period savings_plan currency_code commitment used_commitment unused_cost",
                lines,
                """
                SELECT month, one, currency, SUM(promised), SUM(used), SUM(promised - used)
                FROM (SELECT *, unnest(['*', 'sp']) AS one FROM lines WHERE type = 'SavingsPlanRecurringFee') GROUP BY ALL\
                """);
        expect(
                ask(at, "commitment-coverage").stream()
                        .filter(row -> "*".equals(row.get("instance_family")))
                        .toList(),
                "billing_period currency_code used_units on_demand_cost unused_cost",
                lines,
                """
                SELECT month, currency, COALESCE(SUM(units) FILTER (type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage')), 0),
                  COALESCE(SUM(amortised) FILTER (type = 'Usage'), 0), COALESCE(SUM(amortised) FILTER (type = 'RIFee'), 0)
                FROM lines WHERE product = 'AmazonEC2' AND regexp_matches(usage, 'BoxUsage|HeavyUsage')
                  AND type IN ('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage', 'RIFee') GROUP BY ALL\
                """);
        expect(
                ask(at, "idle-addresses"),
                "billing_period use resource currency_code address_cost address_hours",
                lines,
                """
                SELECT month, 'idle', resource, currency, SUM(amortised), SUM(amount) FROM lines
                WHERE usage = 'PublicIPv4:IdleAddress' GROUP BY ALL\
                """);
        expect(ask(at, "expiring-commitments"), "kind commitment currency_code month_cost", lines, """
            SELECT 'reservation', reservation, currency, MAX(spent) FROM (
              SELECT month, reservation, currency, SUM(amortised) AS spent FROM lines WHERE reservation = 'ri' GROUP BY ALL)
            GROUP BY ALL\
            """);
    }

    @Test
    void focusExportsSayWhatIsLeftOfEveryCost() throws Exception {
        LakePublishing at = published("focus");
        DeliveredLines lines = DeliveredLines.ofFocus(delivered);

        expectOfAllKinds(at, lines);
        expectForecast(at, lines);
        expectAnomalies(at, lines);
        expect(
                ask(at, "focus-amortised-vs-billed"),
                "billing_period currency_code billed_cost amortised_cost billed_commitment_cost"
                        + " amortised_commitment_cost unused_commitment_cost",
                lines,
                """
                SELECT month, currency, SUM(cost), SUM(amortised), COALESCE(SUM(cost) FILTER (commitment <> ''), 0),
                  COALESCE(SUM(amortised) FILTER (commitment <> ''), 0), COALESCE(SUM(amortised) FILTER (status = 'Unused'), 0)
                FROM lines GROUP BY ALL\
                """);
        expect(
                at.ask("focus-committed-vs-on-demand", "2026-09", "2026-10"),
                "billing_period currency_code total_cost committed_cost not_committed_cost",
                lines,
                """
                SELECT month, currency, SUM(cost), COALESCE(SUM(cost) FILTER (commitment <> ''), 0),
                  COALESCE(SUM(cost) FILTER (commitment = ''), 0) FROM lines GROUP BY ALL\
                """);
        expect(
                ask(at, "focus-commitment-utilisation"),
                "billing_period commitment currency_code used_cost unused_cost",
                lines,
                """
                SELECT month, COALESCE(commitment, '*'), currency, COALESCE(SUM(amortised) FILTER (status = 'Used'), 0),
                  COALESCE(SUM(amortised) FILTER (status = 'Unused'), 0)
                FROM lines WHERE status <> '' GROUP BY GROUPING SETS ((month, currency), (month, currency, commitment))\
                """);
    }
}
