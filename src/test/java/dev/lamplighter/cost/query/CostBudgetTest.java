package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets as settings have them, and as the SQL of a query has them. */
final class CostBudgetTest {
    private static List<CostBudget> read(Map<String, String> settings) {
        return CostBudget.of(new Settings(settings, Path.of(".")));
    }

    @Test
    void aBudgetIsAnAmountAndWhatCountsForIt() {
        List<CostBudget> budgets = read(Map.of(
                "cost.budget.red", "500.50 USD",
                "cost.budget.red.filter", "tag:CostCenter=O'Hara & sons, service=AmazonEC2, service=AmazonRDS",
                "cost.budget.whole", "1000 EUR",
                "cost.budget.off", ""));
        BudgetSql legacy = new BudgetSql(
                Set.of("line_item_product_code", "resource_tags_user_cost_center", "line_item_usage_account_id"));

        assertThat(legacy.parameters(budgets))
                .containsEntry("budget_names", "'*', 'red', 'whole'")
                .containsEntry(
                        "budget_conditions",
                        "TRUE, IF(line_item_currency_code = 'USD', COALESCE(line_item_product_code, '') IN"
                                + " ('AmazonEC2', 'AmazonRDS') AND COALESCE(resource_tags_user_cost_center, '') IN"
                                + " ('O''Hara & sons')), IF(line_item_currency_code = 'EUR', TRUE)")
                .containsEntry(
                        "budget_amounts",
                        "CASE budget WHEN '*' THEN CAST(NULL AS DECIMAL(24, 10)) WHEN 'red' THEN CAST('500.50' AS"
                                + " DECIMAL(24, 10)) WHEN 'whole' THEN CAST('1000' AS DECIMAL(24, 10)) END");
        assertThat(budgets)
                .allSatisfy(budget -> assertThat(legacy.missing(budget)).isEmpty());
    }

    @Test
    void eachKindOfTableHasItsColumns() {
        List<CostBudget> budgets = read(Map.of(
                "cost.budget.red", "5 USD",
                "cost.budget.red.filter", "tag:aws:createdBy=me, account=123456789012"));
        BudgetSql cur2 = new BudgetSql(Set.of("resource_tags", "line_item_usage_account_id"));
        BudgetSql focus = new BudgetSql(Set.of("billedcost", "subaccountid"));

        assertThat(cur2.parameters(budgets).get("budget_conditions"))
                .contains("COALESCE(line_item_usage_account_id, '') IN ('123456789012')")
                .contains("COALESCE(ELEMENT_AT(resource_tags, 'aws_created_by'), '') IN ('me')");
        assertThat(focus.parameters(budgets).get("budget_conditions"))
                .isEqualTo(
                        "TRUE, IF(billingcurrency = 'USD', COALESCE(subaccountid, '') IN ('123456789012') AND FALSE)");
        assertThat(focus.missing(budgets.get(0))).containsExactly("tag:aws:createdBy");
        assertThat(new BudgetSql(Set.of("billedcost", "subaccountid", "tags")).missing(budgets.get(0)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cost.budget.red | 500 | an amount and the currency",
                "cost.budget.red | 0 USD | an amount and the currency",
                "cost.budget.red | USD 500 | an amount and the currency",
                "cost.budget.Red | 500 USD | a name of a-z",
                "cost.budget.red.filter | service=AmazonEC2 | a filter of a budget that has an amount",
                "cost.budget.red.fliter | service=AmazonEC2 | did you mean",
            })
    void whatCannotBeMeantIsOneLine(String key, String value, String why) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .hasMessageContaining(key)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"team=red", "tag:team", "service=", "region=x, service=y", "tag:a=\"b\""})
    void aFilterThatCannotBeMeantIsOneLine(String filter) {
        assertThatThrownBy(() -> read(Map.of("cost.budget.red", "5 USD", "cost.budget.red.filter", filter)))
                .hasMessageContaining("cost.budget.red.filter")
                .hasMessageContaining("write it as in tag:team=red, service=AmazonEC2");
    }
}
