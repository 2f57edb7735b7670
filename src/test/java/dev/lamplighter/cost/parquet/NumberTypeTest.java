package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.report.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NumberTypeTest {
    @TempDir
    private Path folder;

    private ConversionSummary convert(NumberType numbers) throws Exception {
        SampleReport sample = SampleReport.all()[0];
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, numbers, 256L << 20)
                .convert(sample.manifest(), sample.store(), new FileStore(folder.resolve(numbers.name())), "");
    }

    @Test
    void doublesHaveEveryValueAndTheExactTotalsThatDecimalsHave() throws Exception {
        ConversionSummary decimals = convert(NumberType.DECIMAL);
        ConversionSummary doubles = convert(NumberType.DOUBLE);
        ParquetTotals readBack = ParquetTotals.read(new FileStore(folder.resolve("DOUBLE")), doubles.outputs());

        assertThat(doubles.columns()).extracting(PublishedColumn::type).doesNotContain(ColumnType.DECIMAL);
        assertThat(doubles.totals().keySet()).isEqualTo(decimals.totals().keySet());
        decimals.totals().forEach((column, total) -> {
            assertThat(doubles.totals().get(column)).as(column).isEqualByComparingTo(total);
            assertThat(readBack.totals().get(column)).as(column).isEqualByComparingTo(total);
        });
        try (DuckDb duck = new DuckDb()) {
            String values =
                    "SELECT identity_line_item_id, identity_time_interval, line_item_unblended_cost::DECIMAL(24,10),"
                            + " line_item_usage_amount::DECIMAL(24,10) FROM ";
            String one = values + DuckDb.parquet(folder.resolve("DECIMAL"));
            String other = values + DuckDb.parquet(folder.resolve("DOUBLE"));
            assertThat(duck.rows(one + " EXCEPT ALL " + other)).isEmpty();
            assertThat(duck.rows(other + " EXCEPT ALL " + one)).isEmpty();
            assertThat(duck.rows("SELECT DISTINCT typeof(line_item_unblended_cost) FROM "
                            + DuckDb.parquet(folder.resolve("DOUBLE"))))
                    .isEqualTo(List.of(List.of("DOUBLE")));
        }
    }
}
