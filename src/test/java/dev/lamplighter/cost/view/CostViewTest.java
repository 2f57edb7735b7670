package dev.lamplighter.cost.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The statements of the view with costs; that they give the right costs is shown by {@code cost/query/AmortisedCostIT}. */
final class CostViewTest {
    @TempDir
    private Path folder;

    private @Nullable Path accounts;

    private String view(String... namesAndTypes) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            columns.put(namesAndTypes[i], namesAndTypes[i + 1]);
        }
        AmortisedCostSql cost = new AmortisedCostSql(columns, Map.of("2026-10", columns.keySet()));
        return CostView.create("c_costs", "c", columns, "resource_tags_user_team", cost, AccountNames.of(accounts));
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
                      CAST(0 AS DECIMAL(24, 10)) AS "amortised_upfront_cost",
                      CAST("line_item_unblended_cost" AS DECIMAL(24, 10)) AS "billed_cost",
                      CAST(NULL AS VARCHAR) AS "billing_currency",
                      CAST(NULL AS VARCHAR) AS "charge_category",
                      CAST(NULL AS VARCHAR) AS "charge_frequency",
                      CAST(NULL AS TIMESTAMP) AS "charge_period_end",
                      CAST(NULL AS TIMESTAMP) AS "charge_period_start",
                      CAST(NULL AS VARCHAR) AS "commitment_discount_category",
                      CAST(NULL AS DECIMAL(24, 10)) AS "consumed_quantity",
                      CAST(NULL AS VARCHAR) AS "region_id",
                      CAST(NULL AS VARCHAR) AS "resource_id",
                      CAST(NULL AS VARCHAR) AS "sku_meter",
                      CAST(NULL AS VARCHAR) AS "sub_account_id",
                      CAST(NULL AS VARCHAR) AS "x_service_code",
                      SPLIT_PART(billing_period, '-', 1) AS "year",
                      LTRIM(SPLIT_PART(billing_period, '-', 2), '0') AS "month"
                    FROM "c\"\
                    """);
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

    /** The query of both kinds of reports reads these; what they answer is in {@code cost/query/AmortisedCostIT}. */
    @Test
    void everyKindOfReportHasTheColumnsOfFocus() {
        assertThat(view(
                        "line_item_line_item_type", "string",
                        "line_item_currency_code", "string",
                        "line_item_product_code", "string",
                        "reservation_reservation_a_r_n", "string",
                        "product_region", "string",
                        "product_region_code", "string"))
                .contains("\"line_item_currency_code\" AS \"billing_currency\"")
                .contains("\"line_item_product_code\" AS \"x_service_code\"")
                .contains("\"product_region\" AS \"region_id\"")
                .contains("WHEN \"line_item_line_item_type\" IN ('Tax') THEN 'Tax'");
        assertThat(view(
                        "billedcost", "double",
                        "servicename", "string",
                        "x_servicecode", "string",
                        "x_usagetype", "string",
                        "skumeter", "string",
                        "chargecategory", "string"))
                .contains("CAST(\"billedcost\" AS DECIMAL(24, 10)) AS \"billed_cost\"")
                .contains("COALESCE(NULLIF(\"x_servicecode\", ''), \"servicename\") AS \"x_service_code\"")
                .contains("COALESCE(NULLIF(\"x_usagetype\", ''), \"skumeter\") AS \"sku_meter\"")
                .contains("\"chargecategory\" AS \"charge_category\"");
        assertThat(view("billed_cost", "string")).contains("\n  \"billed_cost\",");
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
                      CAST(0 AS DECIMAL(24, 10)) AS "amortised_upfront_cost",
                      CAST(NULL AS DECIMAL(24, 10)) AS "billed_cost",
                      CAST(NULL AS VARCHAR) AS "billing_currency",
                      CAST(NULL AS VARCHAR) AS "charge_category",
                      CAST(NULL AS VARCHAR) AS "charge_frequency",
                      CAST(NULL AS TIMESTAMP) AS "charge_period_end",
                      CAST(NULL AS TIMESTAMP) AS "charge_period_start",
                      CAST(NULL AS VARCHAR) AS "commitment_discount_category",
                      CAST(NULL AS DECIMAL(24, 10)) AS "consumed_quantity",
                      CAST(NULL AS VARCHAR) AS "region_id",
                      CAST(NULL AS VARCHAR) AS "resource_id",
                      CAST(NULL AS VARCHAR) AS "sku_meter",
                      CAST(NULL AS VARCHAR) AS "sub_account_id",
                      CAST(NULL AS VARCHAR) AS "x_service_code",
                      SPLIT_PART(billing_period, '-', 1) AS "year",
                      LTRIM(SPLIT_PART(billing_period, '-', 2), '0') AS "month"
                    FROM "c\"\
                    """);
    }

    @Test
    void accountsHaveTheNamesOfTheOperatorsFile() throws IOException {
        accounts = Files.writeString(folder.resolve("accounts.csv"), """
            \uFEFFid,name,team
            # paid by the board
            012345678901,"Shop, ""new\"\" one",O'Neill
            12345678901,lost a zero,x
            210987654321,two, columns,red
            012345678901,again,blue

            """);

        assertThat(AccountNames.of(accounts).problems())
                .extracting(Problem::line)
                .satisfiesExactly(
                        line -> assertThat(line).contains("COST-160", "accounts.csv:4", "twelve digits"),
                        line -> assertThat(line).contains("accounts.csv:5", "it has 4 columns, the first line 3"),
                        line -> assertThat(line).contains("accounts.csv:6", "it stands above already"));
        assertThat(view("line_item_usage_account_id", "string"))
                .contains("COALESCE(ELEMENT_AT(MAP(ARRAY['012345678901'], ARRAY['Shop, \"new\" one']),"
                        + " \"line_item_usage_account_id\"), '') AS \"account_name\"")
                .contains("ARRAY['O''Neill']), \"line_item_usage_account_id\"), '') AS \"account_team\"");
        assertThat(view("subaccountid", "string")).contains("\"subaccountid\"), '') AS \"account_name\"");
    }

    @Test
    void aFileWithoutAccountsIsOneProblemAndNoNames() throws IOException {
        accounts = Files.writeString(folder.resolve("accounts.csv"), "account;name\n012345678901;a\n");
        assertThat(AccountNames.of(accounts).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).contains("there is no column id", "id,name,team"));
        assertThat(AccountNames.of(folder.resolve("none")).problems()).hasSize(1);
        assertThat(view("line_item_usage_account_id", "string")).doesNotContain("account_name");
    }
}
