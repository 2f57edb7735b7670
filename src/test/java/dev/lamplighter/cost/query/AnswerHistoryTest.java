package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    private int runs;

    @AfterEach
    void close() {
        database.close();
    }

    private AnswerHistory history() {
        return new AnswerHistory(
                new QuerySettings(folder, folder, 6, Duration.ofMinutes(1), Map.of()),
                new AnswerAlerts(database.dataSource()),
                "answers/");
    }

    private AnswerHistory.Kept keep(List<List<@Nullable String>> rows) throws IOException {
        runs++;
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(List.of("billing_period", "region", "total_cost", "coverage"));
        lines.addAll(rows);
        Instant at = Instant.parse("2026-10-05T00:00:00Z").plusSeconds(runs);
        Question question = new Question("coverage", QUERY, "hourly", "costs", at);
        return history().keep(new AskedQuestion(question, "SELECT 1", "t", at), "q-" + runs, lines);
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

    @Test
    void anAlertIsRaisedBelowOneThresholdAndOverAtTheOther() throws IOException {
        keep(List.of(row("2026-08", "a", "1", "10"), row("2026-09", "a", "1", "70"), row("2026-09", "b", "1", null)));
        assertThat(history().alerts()).isEmpty();

        keep(List.of(row("2026-09", "a", "1", "69.99"), row("2026-09", "b", "1", "71")));
        assertThat(history().alerts()).containsExactly("coverage coverage region=a is 70.0, below 70 in 2026-09");
        keep(List.of(row("2026-09", "a", "1", "79.9"), row("2026-09", "b", "1", null)));
        assertThat(history().alerts()).hasSize(1);
        keep(List.of(row("2026-10", "a", "1", "80")));
        assertThat(history().alerts()).isEmpty();
        keep(List.of(row("2026-10", "a", "1", "75")));
        assertThat(history().alerts()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<List<@Nullable String>> lines = List.of(row("a", null, ""), row("x \"y\", z\n1", "2", null));
        assertThat(AnswerCsv.read(AnswerCsv.of(lines))).isEqualTo(lines);
        assertThat(AnswerCsv.read("")).isEmpty();
    }

    @Test
    void aRuleThatCanNotBeReadIsRefused() {
        assertThatThrownBy(() -> AlertRule.of("coverage above 3")).hasMessageContaining("below <number> until");
        assertThatThrownBy(() -> AlertRule.of("coverage below 80 until 70 by region"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
