package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What month-forecast answers on a real engine about a real account, against loops over its days. */
final class MonthForecastIT {
    private static final StateDatabase STATE = StateDatabase.inMemory();
    private static final LakePublishing LAKE =
            new LakePublishing(SandboxLake.shared(), STATE.dataSource(), "forecast", "small");
    private static final YearMonth NOVEMBER = YearMonth.of(2018, 11);

    @BeforeAll
    static void publish() throws IOException {
        for (YearMonth month : List.of(NOVEMBER.minusMonths(1), NOVEMBER, NOVEMBER.plusMonths(1))) {
            LAKE.deliverSmall(month, "a1", DailyCosts2018.HEADER, DailyCosts2018.lines(month));
        }
        LAKE.deliverSmall(
                NOVEMBER.plusMonths(2),
                "a1",
                DailyCosts2018.HEADER,
                "2019-01-01T00:00:00Z,1,AmazonEC2,eu-west-1,USD,Usage,310",
                "2019-01-01T00:00:00Z,1,Tax,global,USD,Tax,62",
                "2019-01-01T00:00:00Z,1,AmazonEC2,cn-north-1,CNY,Usage,7",
                "2019-01-01T00:00:00Z,1,AWSSupportBusiness,global,USD,Fee,100",
                "2019-01-01T00:00:00Z,1,AmazonEC2,eu-west-1,USD,RIFee,15",
                "2019-01-02T00:00:00Z,1,AmazonEC2,eu-west-1,USD,Credit,-20");
        assertThat(LAKE.publish()).hasSize(4);
    }

    @AfterAll
    static void close() {
        STATE.close();
    }

    private static List<Map<String, String>> ask(String today, Map<String, String> budgets) {
        List<CostBudget> read = CostBudget.of(new Settings(budgets, Path.of(".")));
        Map<String, String> parameters = new HashMap<>(
                new BudgetSql(Set.of("line_item_product_code", "line_item_usage_account_id")).parameters(read));
        parameters.putAll(Map.of("first_month", "2018-10", "last_month", "2019-01", "today", today));
        return LAKE.ask("month-forecast", parameters);
    }

    private static Map<String, String> row(List<Map<String, String>> answer, String month, String budget) {
        return answer.stream()
                .filter(row -> month.equals(row.get("billing_period"))
                        && budget.equals(row.get("budget"))
                        && "USD".equals(row.get("currency_code")))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, "NaN"));
    }

    private static void expect(Map<String, String> row, WeeklyForecast expected) {
        assertThat(number(row, "forecast")).isCloseTo(expected.forecast(), within(1e-6));
        assertThat(number(row, "forecast_low")).isCloseTo(expected.low(), within(1e-6));
        assertThat(number(row, "forecast_high")).isCloseTo(expected.high(), within(1e-6));
    }

    @Test
    void aRunningMonthIsForecastFromItsFullDaysAndThoseBefore() throws IOException {
        Map<String, String> budgets = Map.of(
                "cost.budget.glue", "2500 USD",
                "cost.budget.glue.filter", "service=AWSGlue, account=1",
                "cost.budget.nothing", "10 USD",
                "cost.budget.nothing.filter", "service=AmazonSageMaker, service=AmazonBraket",
                "cost.budget.china", "10 CNY");

        List<Map<String, String>> answer = ask("2018-11-20", budgets);

        SortedMap<LocalDate, Double> days = DailyCosts2018.days(cost -> true);
        SortedMap<LocalDate, Double> glue =
                DailyCosts2018.days(cost -> cost.product().equals("AWSGlue"));
        LocalDate lastFullDay = LocalDate.of(2018, 11, 18);
        expect(row(answer, "2018-11", "*"), WeeklyForecast.of(days, NOVEMBER, lastFullDay, LocalDate.of(2018, 11, 20)));
        expect(
                row(answer, "2018-11", "glue"),
                WeeklyForecast.of(glue, NOVEMBER, lastFullDay, LocalDate.of(2018, 11, 20)));
        Map<String, String> row = row(answer, "2018-11", "glue");
        assertThat(row).containsEntry("full_days", "18").containsEntry("budget_amount", "2500.0000000000");
        double soFar = glue.subMap(LocalDate.of(2018, 11, 1), LocalDate.of(2018, 11, 21)).values().stream()
                .mapToDouble(cost -> cost)
                .sum();
        assertThat(number(row, "cost_so_far")).isCloseTo(soFar, within(1e-6));
        assertThat(number(row, "actual_share")).isCloseTo(100 * soFar / 2500, within(1e-6));
        assertThat(number(row, "forecast_share"))
                .isCloseTo(number(row, "forecast") / 25, within(1e-6))
                .isBetween(120.0, 125.0);
        assertThat(number(row(answer, "2018-10", "*"), "forecast"))
                .as("a month that is over")
                .isEqualTo(number(row(answer, "2018-10", "*"), "cost_so_far"));
        assertThat(row(answer, "2018-11", "nothing"))
                .containsEntry("actual_share", "0.0")
                .containsEntry("counted_charges", "0");
        assertThat(number(row, "counted_charges")).isPositive();
        assertThat(answer).noneMatch(one -> "china".equals(one.get("budget")));
    }

    /**
     * The first of January alone is there, and being billed: it costs what was delivered of it, and the days to come what
     * December's did.
     */
    @Test
    void aMonthThatJustBeganIsForecastFromTheWeeksBeforeWithTaxesAndCurrenciesApart() throws IOException {
        List<Map<String, String>> answer = ask("2019-01-02", Map.of("cost.budget.all", "500 USD"));

        Map<String, String> row = row(answer, "2019-01", "all");
        SortedMap<LocalDate, Double> days = DailyCosts2018.days(cost -> true);
        days.put(LocalDate.of(2019, 1, 1), 310.0);
        WeeklyForecast usage =
                WeeklyForecast.of(days, YearMonth.of(2019, 1), LocalDate.of(2018, 12, 30), LocalDate.of(2019, 1, 1));
        // 62 of tax on 310 are a fifth more; support, the fee of a reservation and the credit stay as they are
        assertThat(number(row, "forecast"))
                .isCloseTo(usage.forecast() * 1.2 + 100 + 15 - 20, within(1e-6))
                .isGreaterThan(310 * 1.2);
        assertThat(number(row, "forecast_low")).isCloseTo(usage.low() * 1.2 + 100 + 15 - 20, within(1e-6));
        assertThat(number(row, "cost_so_far")).isEqualTo(310 + 62 + 100 + 15 - 20);
        assertThat(row).containsEntry("full_days", "0");
        assertThat(answer)
                .filteredOn(one -> "CNY".equals(one.get("currency_code")))
                .singleElement()
                .satisfies(one ->
                        assertThat(one).containsEntry("budget", "*").containsEntry("cost_so_far", "7.0000000000"));
    }
}
