package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of answers, told from the ones before and held against thresholds. */
final class AnswerHistoryTest {
    private static final NamedQuery QUERY = new NamedQuery(
            "coverage",
            "",
            Set.of(),
            Set.of(),
            Set.of(),
            List.of(
                    "billing_period month",
                    "region  of the machines",
                    "total_cost  exact decimal",
                    "coverage  percent, double"),
            List.of(AlertRule.of("coverage below 70 until 80 by region")),
            "SELECT 1");

    @TempDir
    Path folder;

    private final StateDatabase database = StateDatabase.inMemory();
    private final AlertOutbox outbox =
            new AlertOutbox(database.dataSource(), () -> Instant.parse("2026-10-05T00:00:00Z"));
    private List<@Nullable String> header = List.of("usage_day", "service");
    private int runs;

    @AfterEach
    void close() {
        database.close();
    }

    private AnswerHistory history() {
        return new AnswerHistory(new AnswerFolder(folder), new AnswerAlerts(outbox), "answers/");
    }

    private AnswerHistory.Kept keep(List<List<@Nullable String>> rows) throws IOException {
        runs++;
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(List.of("billing_period", "region", "total_cost", "coverage"));
        lines.addAll(rows);
        Instant at = Instant.parse("2026-10-05T00:00:00Z").plusSeconds(runs);
        QueryRun queryRun = new QueryRun("coverage", QUERY, "hourly", "costs", at);
        return history().keep(new SubmittedQuery(queryRun, "SELECT 1", at), "q-" + runs, lines);
    }

    private static List<@Nullable String> row(@Nullable String... values) {
        return Arrays.asList(values);
    }

    @Test
    void theFirstAnswerHasNoChangesAndTheNextOnlyThoseOfAmounts() throws IOException {
        assertThat(keep(List.of(row("2026-09", "a", "10.00", "90.1"), row("2026-09", "b", "1", null)))
                        .changes())
                .isEmpty();
        assertThat(keep(List.of(row("2026-09", "a", "10.0", "95"), row("2026-09", "b", "1.000", "1")))
                        .changes())
                .isEmpty();

        AnswerHistory.Kept kept = keep(List.of(row("2026-09", "a", "7.5", "95"), row("2026-10", "a", "0.1", "95")));

        assertThat(kept.changes())
                .containsExactly(
                        "2026-09 a  total_cost -2.5", "2026-09 b  total_cost -1", "2026-10 a  total_cost +0.1");
        assertThat(folder.resolve("coverage/20261005T000003Z-q-3.changes.txt"))
                .content()
                .isEqualTo("since 20261005T000002Z-q-2.csv\n" + String.join("\n", kept.changes()) + "\n");
    }

    private List<String> alerts() {
        return outbox.raised("costs").stream().map(Alert::text).toList();
    }

    @Test
    void anAlertIsRaisedBelowOneThresholdAndOverAtTheOther() throws IOException {
        keep(List.of(row("2026-08", "a", "1", "10"), row("2026-09", "a", "1", "70"), row("2026-09", "b", "1", null)));
        assertThat(alerts()).isEmpty();

        keep(List.of(row("2026-09", "a", "1", "69.99"), row("2026-09", "b", "1", "71")));
        assertThat(alerts())
                .containsExactly(
                        "COST-130  query coverage, region=a  coverage is 70.0 in 2026-09: below 70; the alert is over at 80;"
                                + " fix: see the answer: costs query coverage");
        keep(List.of(row("2026-09", "a", "1", "79.9"), row("2026-09", "b", "1", null)));
        assertThat(alerts()).hasSize(1);
        keep(List.of(row("2026-10", "a", "1", "80")));
        assertThat(alerts()).isEmpty();
        keep(List.of(row("2026-10", "a", "1", "75")));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aThresholdIsRememberedByTheNextProcess() throws IOException {
        keep(List.of(row("2026-09", "a", "1", "69")));
        AlertOutbox next = new AlertOutbox(database.dataSource(), () -> Instant.parse("2026-10-06T00:00:00Z"));
        Instant at = Instant.parse("2026-10-06T00:00:00Z");
        AnswerTable between =
                AnswerTable.of(List.of(List.of("billing_period", "region", "coverage"), List.of("2026-10", "a", "79")));
        SubmittedQuery asked =
                new SubmittedQuery(new QueryRun("coverage", QUERY, "hourly", "costs", at), "SELECT 1", at);

        new AnswerAlerts(next).look(asked, between);

        assertThat(next.raised("costs"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.since()).isEqualTo("2026-10-05T00:00:00Z"));
        assertThat(next.pending()).as("told once").hasSize(1);
    }

    @Test
    void aDayWithRowsIsOneAlertUntilItHasNoneOrIsOld() {
        NamedQuery query = new NamedQuery(
                "anomalies",
                "for tests",
                Set.of(),
                Set.of(),
                Set.of(),
                List.of("usage_day day"),
                List.of(AlertRule.of("any row of the last 7 days by usage_day")),
                "SELECT 1");

        look(
                query,
                "2026-10-05T00:00:00Z",
                List.of(row("2026-10-03", "EC2"), row("2026-10-03", "S3"), row("2026-09-20", "EC2")));
        assertThat(alerts())
                .containsExactly("COST-131  query anomalies, usage_day=2026-10-03  2 rows: the first is"
                        + " {usage_day=2026-10-03, service=EC2}; fix: see the answer: costs query anomalies");
        look(query, "2026-10-05T12:00:00Z", List.of(row("2026-10-03", "S3"), row("2026-10-04", "S3")));
        assertThat(alerts()).hasSize(2);
        assertThat(outbox.pending()).hasSize(2);

        look(query, "2026-10-06T00:00:00Z", List.of(row("2026-10-03", "S3")));
        assertThat(alerts()).singleElement().asString().contains("2026-10-03");
        look(query, "2026-10-11T00:00:00Z", List.of(row("2026-10-03", "S3")));
        assertThat(alerts()).isEmpty();
    }

    private static NamedQuery query(String name, String... alerts) {
        return new NamedQuery(
                name,
                "for tests",
                Set.of(),
                Set.of(),
                Set.of(),
                List.of("usage_day day"),
                Arrays.stream(alerts).map(AlertRule::of).toList(),
                "SELECT 1");
    }

    @Test
    void eachRowIsOneAlertUntilItIsGoneOrOldOrMeetsTheConditionNoMore() {
        NamedQuery query = query("changes", "each row of the last 7 days by usage_day, service when state is new");
        header = List.of("usage_day", "service", "state", "cost");

        look(
                query,
                "2026-10-05T00:00:00Z",
                List.of(
                        row("2026-10-03", "EC2", "new", "5"),
                        row("2026-10-03", "S3", "new", "7"),
                        row("2026-10-03", "RDS", "old", "7"),
                        row("2026-09-20", "EC2", "new", "7")));
        assertThat(alerts())
                .containsExactlyInAnyOrder(
                        "COST-131  query changes, usage_day=2026-10-03 service=EC2  1 row: state=new cost=5;"
                                + " fix: see the answer: costs query changes",
                        "COST-131  query changes, usage_day=2026-10-03 service=S3  1 row: state=new cost=7;"
                                + " fix: see the answer: costs query changes");
        look(
                query,
                "2026-10-06T00:00:00Z",
                List.of(row("2026-10-03", "EC2", "new", "6"), row("2026-10-03", "S3", "old", "7")));
        assertThat(alerts()).singleElement().asString().contains("EC2");
        assertThat(outbox.pending()).as("two are raised, one is over").hasSize(3);
        look(query, "2026-10-11T00:00:00Z", List.of(row("2026-10-03", "EC2", "new", "6")));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void limitsAboveWhichAColumnIsToldAreAlertsOfTheirOwn() {
        NamedQuery query = query("budgets", "used above 80 until 75 by budget", "used above 100 until 100 by budget");
        header = List.of("billing_period", "budget", "used");

        look(query, "2026-10-05T00:00:00Z", List.of(row("2026-10", "red", "80"), row("2026-09", "red", "300")));
        assertThat(alerts()).isEmpty();
        look(query, "2026-10-06T00:00:00Z", List.of(row("2026-10", "red", "80.1")));
        assertThat(alerts())
                .containsExactly("COST-135  query budgets, budget=red  used is 80.1 in 2026-10: above 80; the alert is"
                        + " over at 75; fix: see the answer: costs query budgets");
        look(query, "2026-10-07T00:00:00Z", List.of(row("2026-10", "red", "100.01")));
        assertThat(alerts()).hasSize(2);
        look(query, "2026-10-08T00:00:00Z", List.of(row("2026-10", "red", "100")));
        assertThat(alerts()).singleElement().asString().contains("above 80");
        look(query, "2026-10-09T00:00:00Z", List.of(row("2026-10", "red", null)));
        assertThat(alerts()).as("a missing value changes nothing").hasSize(1);
        look(query, "2026-11-01T00:00:00Z", List.of(row("2026-11", "red", "75"), row("2026-10", "red", "90")));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void whatNoRowIsAboutAnyMoreIsOver() {
        NamedQuery query = query("budgets", "used above 80 until 75 by budget when amount at least 10, kind is a");
        header = List.of("budget", "used", "amount", "kind");
        List<@Nullable String> used = row("red", "90", "10", "a");

        look(
                query,
                "2026-10-05T00:00:00Z",
                List.of(used, row("blue", "90", "9.99", "a"), row("green", "90", "50", "b")));
        assertThat(alerts()).singleElement().asString().contains("budget=red");
        look(query, "2026-10-06T00:00:00Z", List.of(row("red", "90", "9", "a")));
        assertThat(alerts()).as("below the least amount").isEmpty();
        look(query, "2026-10-07T00:00:00Z", List.of(used));
        look(query, "2026-10-08T00:00:00Z", List.of(row("blue", "10", "90", "a")));
        assertThat(alerts()).as("no such budget").isEmpty();
    }

    private void look(NamedQuery query, String at, List<List<@Nullable String>> rows) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        QueryRun queryRun = new QueryRun(query.name(), query, "hourly", "costs", Instant.parse(at));
        new AnswerAlerts(outbox)
                .look(new SubmittedQuery(queryRun, "SELECT 1", Instant.parse(at)), AnswerTable.of(lines));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<List<@Nullable String>> lines = List.of(row("a", null, ""), row("x \"y\", z\n1", "2", null));
        assertThat(AnswerCsv.read(AnswerCsv.of(lines))).isEqualTo(lines);
        assertThat(AnswerCsv.read("")).isEmpty();
    }

    @Test
    void aRuleThatCanNotBeReadIsRefused() {
        assertThatThrownBy(() -> AlertRule.of("coverage over 3")).hasMessageContaining("below <number> until");
        assertThatThrownBy(() -> AlertRule.of("coverage above 80 until 90 by region"))
                .hasMessageContaining("must be over at 80 or less");
        assertThatThrownBy(() -> AlertRule.of("coverage above 80 until 80 by region when region"))
                .hasMessageContaining("allowed is <column> is <value>");
        assertThatThrownBy(() -> AlertRule.of("any row of the last 0x7 days by d"))
                .hasMessageContaining("any row of");
        assertThatThrownBy(() -> AlertRule.of("coverage below 80 until 70 by region"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
