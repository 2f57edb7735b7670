package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What amortised costs come to on a real engine; all numbers are added up by hand from AWS's documents. */
@Tag("long")
final class AmortisedCostSqlIT {
    private static final Path SAMPLES =
            Path.of("src/test/resources/cur-samples").toAbsolutePath();

    private final StateDatabase state = StateDatabase.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    private LakePublishing published(String name, String report, String sample) throws IOException {
        LakePublishing at = new LakePublishing(SandboxLake.shared(), state.dataSource(), name, report);
        at.deliver(SAMPLES.resolve(sample));
        at.publish();
        return at;
    }

    private static void expect(Map<String, String> row, String column, String value) {
        assertThat(new BigDecimal(String.valueOf(row.get(column)))).as(column).isEqualByComparingTo(value);
    }

    @Test
    void whatASavingsPlanCoversCostsItsUserWhatThePlanCosts() throws IOException {
        LakePublishing at = published("spt", "r", "s6-savings-plan-tags");

        Map<String, String> byTag = new TreeMap<>();
        at.ask(
                        "cost-by-tag",
                        Map.of(
                                "first_month", "2026-10",
                                "last_month", "2026-10",
                                "tag_column", "resource_tags_user_team"))
                .forEach(row -> byTag.put(row.get("tag_value"), row.get("tag_cost")));

        assertThat(byTag)
                .containsExactly(
                        Map.entry("(untagged)", "0.0000000000"),
                        Map.entry("blue", "50.0000000000"),
                        Map.entry("red", "120.0000000000"));
    }

    @Test
    void amortisedCostsAreTheBillLessUpfrontFeesPlusWhatFallsOnTheMonth() throws IOException {
        LakePublishing at = published("commitments", "commitments", "s5-commitments");

        List<Map<String, String>> months = at.ask("amortised-vs-unblended", "2026-08", "2026-09");

        assertThat(months)
                .extracting(row -> row.get("billing_period") + row.get("currency_code"))
                .containsExactly("2026-08USD", "2026-09CNY", "2026-09USD");
        // a report without effective costs: nothing can be spread, the bill is the cost
        expect(months.get(0), "unblended_cost", "70.25");
        expect(months.get(0), "amortised_cost", "70.25");
        expect(months.get(0), "net_amortised_cost", "70.25");
        expect(months.get(1), "unblended_cost", "20.7");
        expect(months.get(1), "amortised_cost", "20.7"); // 7.7 + 12 + (13 - 12)
        expect(months.get(1), "unused_commitment_cost", "1");
        Map<String, String> usd = months.get(2);
        expect(usd, "unblended_cost", "2087.9");
        expect(usd, "amortised_cost", "221.54"); // 50 + 120 + 10 + 7 + 3.3 + 0.99 + 29 + 5.5 - 3 - 1.25
        expect(usd, "net_amortised_cost", "204.026543211");
        expect(usd, "difference", "-1866.36");
        expect(usd, "billed_upfront_cost", "1876"); // 876 + 1000, not the 29 for support
        expect(usd, "amortised_upfront_cost", "9.64"); // 7 + 2.2 + 0.44
        expect(usd, "rest", "0");
        expect(usd, "unused_commitment_cost", "11.8665432109"); // 10 + (7 - 6.1234567891) + 0.44 + 0.55
    }

    @Test
    void csvOfCur2IsAskedWithTheMapsThatPublicSqlReads() throws IOException {
        LakePublishing at = published("cur2maps", "cur2", "s8-cur2");

        assertThat(at.rows("""
                SELECT resource_tags['user_team'] AS team, product['region'] AS region, "year", "month",
                  SUM(CASE WHEN line_item_line_item_type = 'SavingsPlanCoveredUsage' THEN savings_plan_savings_plan_effective_cost
                    WHEN line_item_line_item_type = 'DiscountedUsage' THEN reservation_effective_cost
                    ELSE line_item_unblended_cost END) AS cost, SUM(amortised_cost) AS amortised, MIN(discount['EDP']) AS edp
                FROM costs_costs
                WHERE "year" = '2026' AND "month" IN ('9', '10') AND ELEMENT_AT(resource_tags, 'user_team') <> ''
                GROUP BY 1, 2, 3, 4 ORDER BY 1, 2"""))
                .containsExactly(
                        Map.of(
                                "team",
                                "blue",
                                "region",
                                "us-east-1",
                                "year",
                                "2026",
                                "month",
                                "10",
                                "cost",
                                "50.0000000000",
                                "amortised",
                                "50.0000000000",
                                "edp",
                                "-1.5"),
                        Map.of(
                                "team",
                                "red",
                                "region",
                                "eu-west-1",
                                "year",
                                "2026",
                                "month",
                                "10",
                                "cost",
                                "3.3000000000",
                                "amortised",
                                "3.3000000000"),
                        Map.of(
                                "team",
                                "red",
                                "region",
                                "us-east-1",
                                "year",
                                "2026",
                                "month",
                                "10",
                                "cost",
                                "120.0000000000",
                                "amortised",
                                "120.0000000000"));
        assertThat(at.rows("""
                SELECT account_name AS name, account_team AS team, SUM(amortised_cost) AS amortised
                FROM costs_costs GROUP BY 1, 2 ORDER BY 1"""))
                .containsExactly(
                        Map.of("name", "", "team", "", "amortised", "5.5000000000"),
                        Map.of("name", "Shop, \"new\"", "team", "O'Neill's", "amortised", "184.2900000000"));
        Map<String, String> month = at.ask("amortised-vs-unblended", "2026-10").get(0);
        expect(month, "unblended_cost", "1187.15"); // 50 + 200 - 200 + 130 + 1.65 + 1000 + 5.5
        expect(month, "amortised_cost", "189.79"); // 50 + 120 + 10 + 3.3 + 0.44 + 0.55 + 5.5
        expect(month, "rest", "0"); // -997.36 + 1000 - 2.64
        assertThat(at.rows("SELECT typeof(line_item_usage_amount) AS amount, typeof(line_item_unblended_cost) AS cost"
                        + " FROM costs LIMIT 1"))
                .containsExactly(Map.of("amount", "double", "cost", "decimal(24,10)"));
    }

    @Test
    void focusTellsTheEffectiveCost() throws IOException {
        LakePublishing at = published("focuscosts", "focus", "s9-focus");

        Map<String, String> month =
                at.ask("focus-amortised-vs-billed", "2026-10").get(1);
        expect(month, "billed_cost", "926"); // 876 + 50
        expect(month, "amortised_cost", "175.75"); // 120 + 10.25 + 45.5
        expect(month, "billed_commitment_cost", "876");
        expect(month, "amortised_commitment_cost", "130.25");
        expect(month, "difference", "-750.25");
        expect(month, "rest", "-4.5"); // 45.5 - 50
        expect(month, "unused_commitment_cost", "10.25");

        assertThat(at.rows("""
                SELECT billingcurrency AS currency, SUM(billedcost) AS billed, SUM(amortised_cost) AS amortised,
                  SUM(net_amortised_cost) AS net, SUM(unused_commitment_cost) AS unused
                FROM costs_costs GROUP BY 1 ORDER BY 1"""))
                .containsExactly(
                        Map.of(
                                "currency",
                                "CNY",
                                "billed",
                                "7.0000000000",
                                "amortised",
                                "7.0000000000",
                                "net",
                                "7.0000000000",
                                "unused",
                                "0.0000000000"),
                        Map.of(
                                "currency",
                                "USD",
                                "billed",
                                "926.0000000000",
                                "amortised",
                                "175.7500000000",
                                "net",
                                "175.7500000000",
                                "unused",
                                "10.2500000000"));
    }
}
