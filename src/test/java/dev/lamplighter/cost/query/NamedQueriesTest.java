package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamedQueriesTest {
    private static final Path SHIPPED = Path.of("queries");
    private static final Map<String, String> VALUES = values();

    private static Map<String, String> values() {
        Map<String, String> values = new HashMap<>(
                QuerySettings.of(new Settings(Map.of(), Path.of("."))).parameters());
        values.putAll(Map.of(
                "database", "billing",
                "table", "costs",
                "costs", "costs_costs",
                "first_month", "2026-05",
                "last_month", "2026-10",
                "today", "2026-10-31",
                "tag_column", "resource_tags_user_team"));
        values.put("resources", "'i-0a1b2c3d4e5f60001', 'vol-0a1b2c3d4e5f60001'");
        values.put("stream_tag", "CAST(NULL AS VARCHAR)");
        values.put("stream_windows", "''");
        values.putAll(new BudgetSql(Set.of()).parameters(List.of()));
        return values;
    }

    @Test
    void everyShippedQuerySaysWhatItIsForAndRenders() {
        NamedQueries shipped = NamedQueries.load(SHIPPED);

        assertThat(shipped.problems()).isEmpty();
        assertThat(shipped.queries())
                .extracting(NamedQuery::name)
                .contains("reserved-vs-on-demand", "data-transfer", "cost-by-tag");
        assertThat(shipped.queries()).allSatisfy(query -> {
            assertThat(query.purpose()).isNotBlank();
            assertThat(query.render(VALUES))
                    .doesNotContain("${")
                    .contains("FROM \"billing\".\"" + (query.parameters().contains("costs") ? "costs_costs" : "costs")
                            + "\"")
                    .contains("billing_period BETWEEN '2026-05' AND '2026-10'");
        });
    }

    @Test
    void everyShippedQueryDescribesItsColumnsInOrder() {
        assertThat(NamedQueries.load(SHIPPED).queries()).allSatisfy(query -> {
            String select = query.sql()
                    .substring(
                            query.sql().lastIndexOf("\nSELECT\n") + 8,
                            query.sql().lastIndexOf("\nFROM "));
            List<String> selected = select.lines()
                    .map(line -> Pattern.compile("(\\w+),?$").matcher(line.strip()))
                    .map(matcher -> matcher.find() ? matcher.group(1) : "?")
                    .toList();
            assertThat(query.columns())
                    .extracting(line -> line.split(" ", -1)[0])
                    .isEqualTo(selected);
        });
    }

    @Test
    void aBrokenFileIsOneProblemAndTheOthersGoOn(@TempDir Path folder) throws IOException {
        Files.copy(SHIPPED.resolve("data-transfer.sql"), folder.resolve("data-transfer.sql"));
        Files.writeString(folder.resolve("a-headless.sql"), "SELECT 1\n");
        Files.writeString(folder.resolve("b-empty.sql"), "-- purpose: none\n-- parameters:\n-- columns:\n");
        Files.writeString(
                folder.resolve("c-undeclared.sql"),
                "-- purpose: x\n-- parameters: table\n-- columns: y\nSELECT '${tabel}'\n");
        Files.write(folder.resolve("d-latin1.sql"), new byte[] {'-', '-', (byte) 0xe9});

        NamedQueries loaded = NamedQueries.load(folder);

        assertThat(loaded.queries()).extracting(NamedQuery::name).containsExactly("data-transfer");
        assertThat(loaded.problems()).hasSize(4).extracting(Problem::code).containsOnly("COST-120");
        assertThat(loaded.problems().get(2).line())
                .contains("c-undeclared.sql")
                .contains("uses parameters [tabel], but its header declares [table]");
    }

    @Test
    void anAlertMayHaveParametersThatAreDeclaredAndHaveAValue(@TempDir Path folder) throws IOException {
        String query = """
                -- purpose: x
                -- parameters: table, %s
                -- columns: y
                -- alert: y below ${%s} until 80 by z
                SELECT y, z FROM ${table}
                """;
        Files.writeString(folder.resolve("a.sql"), query.formatted("least", "least"));
        Files.writeString(folder.resolve("b.sql"), query.formatted("least", "most"));

        NamedQueries loaded = NamedQueries.load(folder, Map.of("least", "12.5"));

        assertThat(loaded.queries())
                .singleElement()
                .satisfies(one -> assertThat(one.alerts()).containsExactly(AlertRule.of("y below 12.5 until 80 by z")));
        assertThat(loaded.problems())
                .singleElement()
                .extracting(Problem::line)
                .asString()
                .contains("b.sql")
                .contains("its alerts use parameters [most]");
        assertThat(NamedQueries.load(folder).problems())
                .extracting(Problem::line)
                .anyMatch(line ->
                        line.contains("for its parameter least") && line.contains("cost.query.parameter.least"));
    }

    @Test
    void aFolderThatIsNotThereIsOneProblem(@TempDir Path folder) {
        assertThat(NamedQueries.load(folder.resolve("none")).problems()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tag_column | a\"; DROP TABLE costs; --",
                "table | costs' OR '1'='1",
                "costs | costs' OR '1'='1",
                "database | Billing",
                "first_month | '; DROP",
                "first_month | 2026-13",
                "last_month | 2026-1",
                "tag_column | ${database}",
                "resources | i-1",
                "resources | i-1') OR (1=1",
            })
    void refusesAValueThatIsNotOnTheAllowList(String parameter, String value) {
        Map<String, String> values = new HashMap<>(VALUES);
        values.put(parameter, value);
        String query = Map.of("table", "reserved-vs-on-demand", "resources", "stream-costs")
                .getOrDefault(parameter, "cost-by-tag");

        assertThatThrownBy(() ->
                        NamedQueries.load(SHIPPED).named(query).orElseThrow().render(values))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-121  query " + query + ", parameter " + parameter);
    }

    @Test
    void aColumnThatTheTableLacksIsNull() {
        NamedQuery query = new NamedQuery(
                "own",
                "",
                Set.of("table"),
                Set.of(),
                Set.of("region"),
                List.of(),
                List.of(),
                "SELECT ${region} ${table}");

        assertThat(query.render(Map.of("table", "costs"))).isEqualTo("SELECT CAST(NULL AS VARCHAR) costs");
        assertThat(query.render(Map.of("table", "costs", "region", "region"))).isEqualTo("SELECT region costs");
        assertThatThrownBy(() -> query.render(Map.of("table", "costs", "region", "'; DROP")))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesAQuoteInAParameterOfAnOperatorsOwn() {
        NamedQuery query = new NamedQuery(
                "own", "", Set.of("account"), Set.of(), Set.of(), List.of(), List.of(), "SELECT '${account}'");

        assertThat(query.render(Map.of("account", "123456789012"))).isEqualTo("SELECT '123456789012'");
        assertThatThrownBy(() -> query.render(Map.of("account", "'; DROP"))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> query.render(Map.of()))
                .hasMessageContaining("no value")
                .hasMessageContaining("set cost.query.parameter.account");
    }
}
