package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.feature.CostRouteCaller;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.publish.PublishingFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the shipped questions are put to which kind of table, and what is said of the others. */
final class QuestionsOfATableTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "some");
    private final QuerySettings settings = new QuerySettings(
            Path.of("queries"),
            Path.of("target/none"),
            6,
            CostBudget.of(new Settings(
                    Map.of("cost.budget.red", "5 USD", "cost.budget.red.filter", "tag:team=red"), Path.of("."))),
            Map.of("tag_column", "x"));
    private final CostQueryRuns queries = new CostQueryRuns(
            at.settings, settings, at.ledger(), new QueryRunLedger(database.dataSource()), at.views(), at.clock);

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> asked(String... columns) throws IOException {
        at.converter.setColumns(Stream.of(columns)
                .map(name -> new PublishedColumn(name, ColumnType.STRING, List.of()))
                .toList());
        at.deliver("some", "2026-10", "a1", "1");
        assertThat(at.poll()).isEmpty();
        return queries.questions().stream().map(QueryRun::name).toList();
    }

    @Test
    void aFocusTableIsAskedWhatIsAboutFocusAndItIsSaidWhatIsNotAsked() throws IOException {
        assertThat(asked(
                        "billedcost",
                        "billingcurrency",
                        "servicename",
                        "subaccountid",
                        "chargecategory",
                        "chargeperiodstart",
                        "commitmentdiscountid"))
                .containsExactly(
                        "daily-anomalies",
                        "focus-committed-vs-on-demand",
                        "month-forecast",
                        "monthly-cost",
                        "top-movers");
        try (LogLines log = LogLines.of(CostQueryRuns.class)) {
            queries.due();
            queries.due();
            assertThat(log.lines())
                    .containsExactly(
                            "not asked of report=some: focus-commitment-utilisation (it has no"
                                    + " commitmentdiscountstatus, effectivecost); focus-amortised-vs-billed (it has no"
                                    + " effectivecost); amortised-vs-unblended, commitment-coverage, cost-by-tag,"
                                    + " expiring-commitments, idle-addresses, reserved-vs-on-demand,"
                                    + " savings-plan-utilisation, untagged-share (it has no line_item_unblended_cost);"
                                    + " data-transfer-map, data-transfer (it has no sku_meter)",
                            "COST-127  cost.budget.red.filter, report some  nothing counts for the budget: no published"
                                    + " month has a column for tag:team; fix: compare it with the columns of the table;"
                                    + " tags are columns when they are activated");
        }
        assertThat(queries.missing("cost-by-tag")).isEqualTo("report some has no line_item_unblended_cost");
    }

    private static final String[] FOCUS = {
        "billedcost", "billingcurrency", "servicename", "subaccountid", "chargecategory", "chargeperiodstart"
    };

    /** A script may call it so for one version longer. */
    @Test
    void theNameThatAQueryHadForFocusTablesIsUnderstoodWithOneWarning() throws IOException {
        asked(FOCUS);
        try (LogLines log = LogLines.of(CostQueryRuns.class)) {
            assertThat(queries.formerly("focus-monthly-cost"))
                    .extracting(QueryRun::name)
                    .containsExactly("monthly-cost");
            assertThat(queries.formerly("focus-monthly-cost")).hasSize(1);
            assertThat(queries.formerly("focus-monthly-cost.costs")).isEmpty();
            assertThat(queries.formerly("monthly-cost")).isEmpty();
            assertThat(log.lines())
                    .containsExactly(
                            "COST-128  query focus-monthly-cost  old query focus-monthly-cost: monthly-cost has"
                                    + " replaced it: one query is about all kinds of reports, and its columns are those of"
                                    + " monthly-cost; this version is the last that reads it; fix: write monthly-cost"
                                    + " instead");
        }
    }

    @Test
    void theFormerNameIsAboutFocusTablesAlone() throws IOException {
        assertThat(asked(
                        "line_item_unblended_cost",
                        "line_item_line_item_type",
                        "line_item_currency_code",
                        "line_item_product_code",
                        "line_item_usage_start_date"))
                .contains("monthly-cost");
        assertThat(queries.formerly("focus-monthly-cost")).isEmpty();
    }

    /** An operator who keeps his folder of queries has both files for a while: only one of them may raise alerts. */
    @Test
    void aFileOfTheFormerNameIsAskedInPlaceOfTheQuery(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("queries/monthly-cost.sql"), folder.resolve("monthly-cost.sql"));
        Files.writeString(folder.resolve("focus-monthly-cost.sql"), """
            -- purpose: mine
            -- parameters: table
            -- needs: billedcost
            -- columns: n
            SELECT COUNT(*) AS n FROM ${table}
            """);
        asked(FOCUS);
        CostQueryRuns mine = new CostQueryRuns(
                at.settings,
                new QuerySettings(folder, Path.of("target/none"), 6, List.of(), Map.of()),
                at.ledger(),
                new QueryRunLedger(database.dataSource()),
                at.views(),
                at.clock);

        assertThat(mine.questions()).extracting(QueryRun::name).containsExactly("focus-monthly-cost");
        assertThat(mine.notAsked("some")).isEqualTo("monthly-cost (your focus-monthly-cost.sql is asked instead)");
        assertThat(mine.formerly("focus-monthly-cost")).isEmpty();
    }

    @Test
    void aTableOfCur2IsAskedWhatItsViewCanAnswer() throws IOException {
        assertThat(asked(
                        "line_item_unblended_cost",
                        "line_item_line_item_type",
                        "line_item_currency_code",
                        "line_item_product_code",
                        "line_item_usage_start_date",
                        "resource_tags",
                        "product_region_code",
                        "product_instance_type",
                        "line_item_normalized_usage_amount",
                        "reservation_unused_normalized_unit_quantity"))
                .contains("commitment-coverage", "cost-by-tag", "monthly-cost")
                .doesNotContain("savings-plan-utilisation")
                .noneMatch(name -> name.startsWith("focus-"));
        assertThat(queries.notAsked("some"))
                .isEqualTo("idle-addresses (it has no line_item_usage_account_id, line_item_usage_amount,"
                        + " line_item_usage_type); savings-plan-utilisation (it has no savings_plan_savings_plan_a_r_n,"
                        + " savings_plan_total_commitment_to_date, savings_plan_used_commitment);"
                        + " data-transfer-map, data-transfer (it has no sku_meter);"
                        + " daily-anomalies, top-movers (it has no sub_account_id)");
    }

    @Test
    void noRoundAsksWhatIsAboutResourcesThatSomebodyHasToName() throws IOException {
        assertThat(asked(
                        "line_item_unblended_cost",
                        "line_item_resource_id",
                        "line_item_usage_start_date",
                        "line_item_usage_end_date",
                        "line_item_usage_type",
                        "line_item_usage_amount"))
                .contains("cost-by-tag")
                .doesNotContain("stream-costs");
        assertThat(queries.aboutResources("stream-costs"))
                .extracting(QueryRun::name)
                .containsExactly("stream-costs");
        assertThatThrownBy(() -> new OnDemandQueries(queries, new CostRouteCaller()).ask("stream-costs"))
                .hasMessageContaining("COST-126  query stream-costs  nothing to ask: it is about resources that"
                        + " lamplighter costs streams names");
    }

    /** A folder of queries of an earlier version has a file for FOCUS, which is asked for one version longer. */
    @Test
    void oneQueryIsAboutTheResourcesOfAllKindsOfReports(@TempDir Path folder) throws IOException {
        asked("billedcost", "chargeperiodstart", "chargeperiodend", "resourceid");
        assertThat(new StreamChargesReader(queries, new CostRouteCaller()).reports())
                .extracting(QueryRun::name)
                .containsExactly("stream-costs");
        assertThatThrownBy(() -> new OnDemandQueries(queries, new CostRouteCaller()).ask("focus-stream-costs"))
                .hasMessageContaining("did you mean stream-costs?");

        Files.copy(Path.of("queries/stream-costs.sql"), folder.resolve("stream-costs.sql"));
        Files.writeString(folder.resolve("focus-stream-costs.sql"), """
            -- purpose: of before
            -- parameters: table, resources
            -- needs: billedcost, resourceid
            -- columns: resource
            SELECT resourceid AS resource FROM ${table} WHERE resourceid IN (${resources})
            """);
        CostQueryRuns both = new CostQueryRuns(
                at.settings,
                new QuerySettings(folder, Path.of("target/none"), 6, List.of(), Map.of()),
                at.ledger(),
                new QueryRunLedger(database.dataSource()),
                at.views(),
                at.clock);
        assertThat(new StreamChargesReader(both, new CostRouteCaller()).reports())
                .extracting(QueryRun::name)
                .containsExactly("focus-stream-costs");
    }

    @Test
    void aFocusExportWithoutResourcesIsTold() throws IOException {
        asked("billedcost", "chargeperiodstart");
        assertThat(new StreamChargesReader(queries, new CostRouteCaller()).missing())
                .isEqualTo("report some has no charge_period_end, resource_id");
    }

    /** An earlier version has left none, other settings others. */
    @Test
    void theViewIsMadeBeforeTheFirstQueryThatReadsIt() throws IOException {
        asked("line_item_unblended_cost", "line_item_line_item_type", "reservation_reservation_a_r_n");
        at.restart();
        CostQueryRuns next = new CostQueryRuns(
                at.settings, settings, at.ledger(), new QueryRunLedger(database.dataSource()), at.views(), at.clock);
        int before = at.athena.statements().size();

        ask(next, "reserved-vs-on-demand");
        assertThat(at.athena.statements()).hasSize(before);

        at.athena.failWhen(sql -> sql.startsWith("CREATE OR REPLACE VIEW"));
        assertThatThrownBy(() -> ask(next, "amortised-vs-unblended")).hasMessageContaining("COST-111");
        at.athena.failWhen(sql -> false);
        ask(next, "amortised-vs-unblended");
        ask(next, "amortised-vs-unblended");
        assertThat(at.athena.statements().subList(before, at.athena.statements().size()))
                .filteredOn(sql -> sql.startsWith("CREATE OR REPLACE VIEW \"costs_costs\""))
                .hasSize(2);
    }

    private static void ask(CostQueryRuns queries, String name) {
        queries.questions().stream().filter(run -> run.name().equals(name)).forEach(queries::ask);
    }

    @Test
    void nothingIsSaidBeforeAMonthIsThere() {
        assertThat(queries.questions()).isEmpty();
        assertThat(queries.notAsked("some")).isEmpty();
    }
}
