package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements of the view with costs; that they give the right costs is shown by {@code cost/query/AmortisedCostIT}. */
final class CostViewTest {
    private static String view(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        AmortisedCost cost = new AmortisedCost(columns, Map.of("2026-10", columns.keySet()));
        return CostView.create("c_costs", "c", columns, "resource_tags_user_team", cost);
    }

    @Test
    void withoutCommitmentsTheCostIsTheUnblendedOne() {
        assertThat(view("line_item_unblended_cost", "decimal(24,10)", "billing_period", "string"))
                .isEqualTo("""
                        CREATE OR REPLACE VIEW "c_costs" AS
                        SELECT
                          "line_item_unblended_cost",
                          "billing_period",
                          CAST(COALESCE("line_item_unblended_cost", 0) AS DECIMAL(24, 10)) AS "amortised_cost",
                          CAST(COALESCE("line_item_unblended_cost", 0) AS DECIMAL(24, 10)) AS "net_amortised_cost",
                          CAST(0 AS DECIMAL(24, 10)) AS "unused_commitment_cost",
                          CAST(0 AS DECIMAL(24, 10)) AS "amortised_upfront_cost"
                        FROM "c\"""");
    }

    @Test
    void doublesAreMadeExact() {
        assertThat(view("line_item_unblended_cost", "double", "line_item_net_unblended_cost", "double"))
                .contains("COALESCE(CAST(\"line_item_unblended_cost\" AS DECIMAL(24, 10)), 0)")
                .contains("COALESCE(CAST(\"line_item_net_unblended_cost\" AS DECIMAL(24, 10)),"
                        + " COALESCE(CAST(\"line_item_unblended_cost\" AS DECIMAL(24, 10)), 0))");
    }

    @Test
    void focusTellsTheEffectiveCostItself() {
        assertThat(view("billedcost", "decimal(24,10)", "effectivecost", "decimal(24,10)"))
                .contains("COALESCE(\"effectivecost\", \"billedcost\", 0) AS \"amortised_cost\"")
                .contains("COALESCE(\"effectivecost\", \"billedcost\", 0) AS \"net_amortised_cost\"");
    }

    @Test
    void aTableWithoutCostsHasNone() {
        assertThat(view("product_sku", "string")).contains("CAST(NULL AS DECIMAL(24, 10)) AS \"amortised_cost\"");
    }

    @Test
    void mapsOfCur2AreMapsHoweverTheyWereDelivered() {
        assertThat(view("resource_tags", "string", "discount", "string", "product", "map<string,string>"))
                .isEqualTo("""
                        CREATE OR REPLACE VIEW "c_costs" AS
                        SELECT
                          TRY(CAST(JSON_PARSE("resource_tags") AS MAP(VARCHAR, VARCHAR))) AS "resource_tags",
                          TRY(CAST(JSON_PARSE("discount") AS MAP(VARCHAR, DOUBLE))) AS "discount",
                          "product",
                          ELEMENT_AT(TRY(CAST(JSON_PARSE("resource_tags") AS MAP(VARCHAR, VARCHAR))), 'user_team') AS "resource_tags_user_team",
                          CAST(NULL AS DECIMAL(24, 10)) AS "amortised_cost",
                          CAST(NULL AS DECIMAL(24, 10)) AS "net_amortised_cost",
                          CAST(0 AS DECIMAL(24, 10)) AS "unused_commitment_cost",
                          CAST(0 AS DECIMAL(24, 10)) AS "amortised_upfront_cost"
                        FROM "c\"""");
    }
}
