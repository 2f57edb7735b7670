package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many rows: how fast they come, and whether DuckDB adds them up to the same totals. */
final class GeneratorThroughputTest {
    private static final Logger LOG = LoggerFactory.getLogger(GeneratorThroughputTest.class);
    private static final CostReportSpec SPEC = CostReportSpec.of("hourly", YearMonth.of(2025, 3));

    /** Printed, not asserted: machines differ. The second round is the one to look at. */
    @Test
    void tellsHowManyRowsASecondItMakes() throws IOException {
        CostReportSpec spec = SPEC.withRows(300_000).withFiles(1);
        for (int round = 1; round <= 2; round++) {
            long begun = System.nanoTime();
            long bytes = writeLines(spec);
            double seconds = (System.nanoTime() - begun) / 1e9;
            LOG.info(
                    "round={} rows={} rowsPerSecond={} bytesPerRow={}",
                    round,
                    spec.rows(),
                    Math.round(spec.rows() / seconds),
                    bytes / spec.rows());
            assertThat(bytes).isGreaterThan(500L * spec.rows());
        }
    }

    /** The text without its packing; how many bytes it was. */
    private static long writeLines(CostReportSpec spec) throws IOException {
        Columns columns = Columns.of(spec);
        LineSchedule schedule =
                new LineSchedule(spec, new LineFactory(spec, columns), new ControlTotalsCollector(columns));
        BillingMonthDates calendar = new BillingMonthDates(spec.billingMonth(), ReportStyle.OF_TODAY);
        RowByteBuffer buffer = new RowByteBuffer();
        long bytes = 0;
        for (int i = 0; i < spec.hours(); i++) {
            Hour hour = calendar.hour(i);
            for (LineItem line : schedule.linesOf(i)) {
                line.write(hour, NumberStyle.JAVA_DOUBLE, buffer);
            }
            bytes += buffer.size();
            buffer.writeTo(OutputStream.nullOutputStream());
        }
        return bytes;
    }

    @Test
    void duckDbAddsUpTheSameTotals(@TempDir Path folder) throws IOException, SQLException {
        CostReportSpec spec = SPEC.withRows(20_000).withOddities(ReportOddities.NONE.withNastyTags());
        Delivery delivery = CostReportGenerator.deliver(spec, folder);

        String sql = """
                SELECT count(*), sum(CAST("lineItem/UnblendedCost" AS DECIMAL(24,10))),
                       sum(CAST("lineItem/UsageAmount" AS DECIMAL(24,10)))
                FROM read_csv('%s/**/*.csv.gz', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',')
                """.formatted(folder);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getLong(1)).isEqualTo(delivery.totals().rows());
            assertThat(answer.getBigDecimal(2)).isEqualTo(delivery.totals().unblendedCost());
            assertThat(answer.getBigDecimal(3)).isEqualTo(delivery.totals().sum("line_item_usage_amount"));
        }
        assertThat(delivery.keys())
                .allSatisfy(key -> assertThat(folder.resolve(key)).isNotEmptyFile());
    }
}
