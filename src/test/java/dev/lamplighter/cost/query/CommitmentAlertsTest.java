package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.code.CostProblemCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of the answers about commitments people are told: the whole, and only where it is worth money. */
final class CommitmentAlertsTest {
    private static final Instant NOW = Instant.parse("2026-10-05T00:00:00Z");

    private final StateDatabase database = StateDatabase.inMemory();
    private final AlertOutbox outbox = new AlertOutbox(database.dataSource(), () -> NOW);

    @AfterEach
    void close() {
        database.close();
    }

    @SafeVarargs
    private List<String> alerts(String name, Map<String, String>... rows) {
        return alerts(Map.of(), name, rows);
    }

    @SafeVarargs
    private List<String> alerts(Map<String, String> settings, String name, Map<String, String>... rows) {
        Map<String, String> parameters =
                QuerySettings.of(new Settings(settings, Path.of("."))).parameters();
        NamedQuery query =
                NamedQueries.load(Path.of("queries"), parameters).named(name).orElseThrow();
        List<@Nullable String> columns = new ArrayList<>(query.declaredColumns().keySet());
        List<List<@Nullable String>> lines = new ArrayList<>(List.of(columns));
        for (Map<String, String> row : rows) {
            List<@Nullable String> line = new ArrayList<>();
            columns.forEach(column -> line.add(row.get(String.valueOf(column))));
            lines.add(line);
        }
        QueryRun run = new QueryRun(name, query, "hourly", "costs", NOW);
        new AnswerAlerts(outbox).look(new SubmittedQuery(run, "", NOW), AnswerTable.of(lines));
        return outbox.raised("costs").stream().map(Alert::text).toList();
    }

    private static Map<String, String> coverage(String family, String coverage, String onDemand) {
        return Map.of(
                "billing_period",
                "2026-10",
                "instance_family",
                family,
                "region",
                family.equals("*") ? "*" : "us-east-1",
                "currency_code",
                "USD",
                "total_coverage",
                coverage,
                "on_demand_cost",
                onDemand,
                "reserved_utilisation",
                "0",
                "unused_cost",
                "0.0000000000");
    }

    @Test
    void coverageIsToldOfAllInstancesTogetherWhereMuchIsPaidOnDemand() {
        assertThat(alerts("commitment-coverage", coverage("*", "0", "24.9900000000"), coverage("m5", "0", "500")))
                .as("an account of nothing")
                .isEmpty();
        assertThat(alerts("commitment-coverage", coverage("*", "69.9", "25.0000000000"), coverage("m5", "0", "100")))
                .containsExactly("COST-130  query commitment-coverage, instance_family=* region=* currency_code=USD "
                        + " total_coverage is 69.9 in 2026-10: below 70; the alert is over at 80;"
                        + " fix: see the answer: costs query commitment-coverage");
        assertThat(alerts("commitment-coverage", coverage("*", "80", "100"))).isEmpty();
    }

    @Test
    void theLimitsAreThoseOfTheSettings() {
        Map<String, String> lower = Map.of(
                "cost.commitment.coverage-below", "50",
                "cost.commitment.coverage-until", "45",
                "cost.commitment.least-on-demand-cost", "99.5");

        assertThat(alerts(lower, "commitment-coverage", coverage("*", "50", "100")))
                .isEmpty();
        assertThat(alerts(lower, "commitment-coverage", coverage("*", "49.9", "99.4")))
                .isEmpty();
        assertThat(alerts(lower, "commitment-coverage", coverage("*", "49.9", "99.5")))
                .singleElement()
                .asString()
                .contains("below 50; the alert is over at 50;");
        assertThat(alerts(lower, "commitment-coverage", coverage("*", "50", "100")))
                .isEmpty();
    }

    @Test
    void anAlertOfALimitThatWasSetToAnotherOneIsCleared() {
        Map<String, String> budget = Map.of("billing_period", "2026-10", "budget", "red", "actual_share", "85");

        assertThat(alerts("month-forecast", budget)).singleElement().asString().contains("above 80");
        assertThat(alerts(Map.of("cost.budget-alert.near-above", "84"), "month-forecast", budget))
                .singleElement()
                .asString()
                .contains("above 84; the alert is over at 75");
        assertThat(alerts(Map.of("cost.budget-alert.near-above", "90"), "month-forecast", budget))
                .isEmpty();
    }

    /** What an earlier version raised under the name that the query had for FOCUS tables. */
    @Test
    void anAlertUnderTheFormerNameIsCleared() {
        outbox.raise(
                new AlertKey("costs", "focus-month-forecast", "actual_share above 80 budget=red"),
                AlertSeverity.WARN,
                new Problem(
                        CostProblemCode.ABOVE_THRESHOLD,
                        "query focus-month-forecast",
                        "actual_share",
                        "above 80",
                        "see it"));

        assertThat(alerts("month-forecast", Map.of("billing_period", "2026-10", "budget", "red", "actual_share", "85")))
                .singleElement()
                .asString()
                .startsWith("COST-135  query month-forecast, budget=red");
    }

    @Test
    void utilisationIsToldOfAllPlansTogetherWhereMuchIsLost() {
        Map<String, String> one = Map.of(
                "billing_period", "2026-10",
                "savings_plan", "a",
                "currency_code", "USD",
                "utilisation", "10",
                "unused_cost", "900");
        Map<String, String> little = Map.of(
                "billing_period", "2026-10",
                "savings_plan", "*",
                "currency_code", "USD",
                "utilisation", "10",
                "unused_cost", "9.99");

        assertThat(alerts("savings-plan-utilisation", one, little)).isEmpty();
    }

    @Test
    void commitmentsThatEndAreOneAlertADayWhereTheyCostMuch() {
        Map<String, String> ending = Map.of("end_day", "2026-10-31", "commitment", "plan", "month_cost", "10");
        Map<String, String> other = Map.of("end_day", "2026-10-31", "commitment", "other", "month_cost", "10");
        Map<String, String> cheap = Map.of("end_day", "2026-10-20", "commitment", "cheap", "month_cost", "9");

        assertThat(alerts("expiring-commitments", ending, other, cheap))
                .singleElement()
                .asString()
                .startsWith("COST-131  query expiring-commitments, end_day=2026-10-31  2 rows: the first is"
                        + " {end_day=2026-10-31, commitment=plan, month_cost=10}");
        assertThat(alerts("expiring-commitments")).isEmpty();
    }
}
