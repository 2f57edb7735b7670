package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.ConversionEngine;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Months in a table of decimals, made again in a table of doubles on a real engine. */
final class TableRemakeIT {
    private static final String COST = "lineItem/UnblendedCost,lineItem/ProductCode,lineItem/CurrencyCode";

    private final SandboxLake lake = SandboxLake.shared();
    private final StateDatabase state = StateDatabase.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    /** A start of the service with this {@code cost.number-type}. */
    private LakePublishing started(NumberType numbers, String name, String report) {
        return new LakePublishing(
                lake,
                state.dataSource(),
                report,
                new LakePublishing.Names(name, "costs_" + name, ""),
                new AthenaConversionSettings(ConversionEngine.LOCAL, 50L << 30, 1L << 40, numbers));
    }

    private static List<Map<String, String>> types(LakePublishing at, String table) {
        return at.rows("SELECT data_type AS type, COUNT(*) AS n FROM information_schema.columns WHERE table_schema = '"
                + at.database + "' AND table_name = '" + table + "' AND column_name IN ('line_item_unblended_cost',"
                + " 'line_item_blended_cost', 'pricing_public_on_demand_cost') GROUP BY 1");
    }

    /** Every shipped query, each column of it; text of decimals, as the shipped queries add up exactly whatever the type. */
    private static Map<String, List<Map<String, String>>> answers(LakePublishing at, String costs, String table) {
        Map<String, List<Map<String, String>>> answers = new LinkedHashMap<>();
        for (NamedQuery query : NamedQueries.load(Path.of("queries")).queries()) {
            if (!query.isAboutFocus()) {
                answers.put(
                        query.name(),
                        at.ask(
                                query.name(),
                                Map.of(
                                        "costs", costs,
                                        "table", table,
                                        "first_month", "2025-03",
                                        "last_month", "2025-04",
                                        "today", "2025-04-28")));
            }
        }
        return answers;
    }

    @Test
    @Tag("long")
    void everyShippedQueryAnswersTheSameOverDoubles() throws IOException {
        LakePublishing decimals = started(NumberType.DECIMAL, "remadetypes", "hourly");
        decimals.deliver(Path.of("src/test/resources/cur-samples/s2-drift").toAbsolutePath());
        assertThat(decimals.publish()).hasSize(2);
        Map<String, List<Map<String, String>>> before = answers(decimals, "costs_costs", "costs");
        assertThat(before).hasSizeGreaterThan(10);

        LakePublishing doubles = started(NumberType.DOUBLE, "remadetypes", "hourly");
        assertThat(doubles.publish()).isEmpty();
        assertThat(doubles.remake("other")).first().asString().contains("table other is asked");

        assertThat(types(doubles, "costs")).containsExactly(Map.of("type", "decimal(24,10)", "n", "3"));
        assertThat(types(doubles, "other")).containsExactly(Map.of("type", "double", "n", "3"));
        assertThat(answers(doubles, "other_costs", "other")).isEqualTo(before);
        assertThat(doubles.desk.verify("")).hasSize(2).allMatch(line -> line.contains("verified"));
    }

    @Test
    void aMonthWithMoreDecimalsThanTheTableBeforeHoldsIsThereAfterTheSwitch() throws IOException {
        LakePublishing decimals = started(NumberType.DECIMAL, "remadelong", "small");
        decimals.deliverSmall(YearMonth.of(2026, 9), "a1", COST, "0.1,AmazonEC2,USD", "0.2,AmazonEC2,USD");
        assertThat(decimals.publish()).hasSize(1);
        decimals.deliverSmall(
                YearMonth.of(2026, 10), "b1", COST, "3.7600000000000007,AmazonEC2,USD", "1E-12,AmazonS3,USD");
        assertThatThrownBy(decimals::publish).hasMessageContaining("COST-016");

        LakePublishing doubles = started(NumberType.DOUBLE, "remadelong", "small");
        assertThat(doubles.remake("other")).first().asString().contains("table other is asked");

        assertThat(doubles.rows(
                        "SELECT billing_period AS month, line_item_unblended_cost AS cost FROM other ORDER BY 1, 2"))
                .extracting(row -> row.get("month") + " " + new BigDecimal(String.valueOf(row.get("cost"))))
                .containsExactly("2026-09 0.1", "2026-09 0.2", "2026-10 1.0E-12", "2026-10 3.7600000000000007");
        assertThat(doubles.rows("SELECT billing_period AS month FROM costs GROUP BY 1"))
                .as("the table before")
                .containsExactly(Map.of("month", "2026-09"));
        assertThat(doubles.desk.verify("")).hasSize(2).allMatch(line -> line.contains("verified"));
        assertThat(doubles.publish()).isEmpty();
    }
}
