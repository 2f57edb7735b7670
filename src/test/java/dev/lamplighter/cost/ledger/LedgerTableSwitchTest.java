package dev.lamplighter.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.publish.FakeAthena;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two months, the second of which has a cost of 16 decimals, which no decimal of a table holds. */
final class LedgerTableSwitchTest {
    private static final ObjectStore MONTHS = new FileStore(
            Path.of("src/test/resources/cur-samples/s7-number-type").toAbsolutePath());

    private final StateDatabase database = StateDatabase.inMemory();

    @TempDir
    private Path lake;

    @AfterEach
    void close() {
        database.close();
    }

    private PublishingFixture at(FakeAthena athena, String table, NumberType numbers) {
        return new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(
                        MONTHS,
                        new FileStore(lake),
                        clock -> new InProcessConverter(
                                new ManifestReader(), new ConversionMeter(clock), clock, numbers, 96L << 20)),
                athena,
                Map.of("r", table));
    }

    /** Month, table and total of what is shown. */
    private static List<String> shown(PublishingFixture at) {
        return at.ledger().published().stream()
                .map(month -> {
                    ConversionSummary summary = month.converted();
                    BigDecimal total = summary.totals().getOrDefault("line_item_unblended_cost", BigDecimal.ZERO);
                    return month.month() + " " + summary.outputs().get(0).replaceFirst("/bill.*", "") + " "
                            + total.stripTrailingZeros().toPlainString();
                })
                .toList();
    }

    @Test
    void aMonthThatTheTableCantHoldIsPublishedInAnotherOneWithAllOthers() throws IOException {
        FakeAthena athena = new FakeAthena();
        PublishingFixture first = at(athena, "costs", NumberType.DECIMAL);

        assertThat(first.poll())
                .singleElement()
                .asString()
                .startsWith("COST-016")
                .contains("set cost.number-type=double", "costs remake --table");
        assertThat(shown(first)).containsExactly("2026-10 lamplighter/costs 0.2");

        PublishingFixture next = at(athena, "costs_double", NumberType.DOUBLE);
        assertThat(next.desk().publish("")).hasSize(2).allMatch(line -> line.contains("published"));
        assertThat(shown(next))
                .containsExactly(
                        "2026-10 lamplighter/costs_double 0.2", "2026-11 lamplighter/costs_double 3.8600000000000007");
        assertThat(athena.partitions())
                .containsOnlyKeys("costs 2026-10", "costs_double 2026-10", "costs_double 2026-11");

        PublishingFixture back = at(athena, "costs", NumberType.DECIMAL);
        assertThat(shown(back)).containsExactly("2026-10 lamplighter/costs 0.2");
        assertThat(back.poll()).isEmpty();
        PublishingFixture again = at(athena, "costs_double", NumberType.DOUBLE);
        assertThat(shown(again)).hasSize(2);
        assertThat(again.poll()).isEmpty();
    }

    @Test
    void aTableKeepsTheNumberTypesThatItBeganWith() throws IOException {
        FakeAthena athena = new FakeAthena();
        at(athena, "costs", NumberType.DECIMAL).poll();
        assertThat(athena.columns("costs")).containsEntry("line_item_unblended_cost", "decimal(24,10)");

        PublishingFixture next = at(athena, "costs", NumberType.DOUBLE);

        assertThat(next.desk().publish("2026-11")).singleElement().asString().startsWith("COST-016");
        assertThat(next.ledger().published().get(0).converted().columns())
                .extracting(PublishedColumn::hiveType)
                .doesNotContain("double");
    }
}
