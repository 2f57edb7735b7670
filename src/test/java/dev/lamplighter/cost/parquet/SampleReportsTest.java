package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole reports, against totals that were added up elsewhere and against DuckDB's reading of CSV and Parquet. */
final class SampleReportsTest {
    @TempDir
    private Path folder;

    static SampleReport[] samples() {
        return SampleReport.all();
    }

    private ConversionSummary convert(SampleReport sample) throws Exception {
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, 256L << 20)
                .convert(sample.manifest(), sample.store(), new FileStore(folder), "costs/hourly/");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void addsUpToTheExpectedTotalsWhileConverting(SampleReport sample) throws Exception {
        JsonNode expected = sample.expectation();

        ConversionSummary summary = convert(sample);

        assertThat(summary.rows()).isEqualTo(expected.get("rows").asLong());
        assertThat(summary.totals().get("line_item_unblended_cost"))
                .isEqualByComparingTo(expected.get("unblended_cost").asText());
        assertThat(summary.totals().get("line_item_usage_amount"))
                .isEqualByComparingTo(expected.get("usage_amount").asText());
        Map<String, String> byType = new TreeMap<>();
        summary.costByLineItemType()
                .forEach((type, subtotal) -> byType.put(type, subtotal.rows() + " " + plain(subtotal.unblendedCost())));
        assertThat(byType).isEqualTo(breakdown(expected.get("line_item_type")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void countsWhatIsOnInvoices(SampleReport sample) throws Exception {
        InvoicedShare counted = Objects.requireNonNull(convert(sample).invoicedShare());

        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("SELECT count(*), count(nullif(bill_invoice_id, '')) FROM " + DuckDb.parquet(folder)
                            + " WHERE bill_bill_type = 'Anniversary'"))
                    .containsExactly(List.of(counted.rows(), counted.invoiced()));
        }
        assertThat(counted.isFinal()).isEqualTo(sample.hasInvoices());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsEveryBreakdownInTheParquetFiles(SampleReport sample) throws Exception {
        JsonNode expected = sample.expectation();

        convert(sample);

        try (DuckDb duck = new DuckDb()) {
            assertThat(breakdown(duck, "line_item_line_item_type"))
                    .isEqualTo(breakdown(expected.get("line_item_type")));
            assertThat(breakdown(duck, "line_item_product_code")).isEqualTo(breakdown(expected.get("product_code")));
            assertThat(breakdown(duck, "line_item_usage_account_id")).isEqualTo(breakdown(expected.get("account")));
            assertThat(breakdown(duck, "resource_tags_user_customersegment"))
                    .isEqualTo(breakdown(expected.get("segment")));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void holdsExactlyTheRowsThatDuckDbReadsFromTheCsv(SampleReport sample) throws Exception {
        ConversionSummary summary = convert(sample);

        String csv = DeliveredCsv.select(sample, summary.columns(), folder);
        String parquet = "SELECT * FROM " + DuckDb.parquet(folder);
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.value("SELECT count(*) FROM (" + csv + ")")).isEqualTo(summary.rows());
            assertThat(duck.rows("(" + csv + ") EXCEPT ALL (" + parquet + ")")).isEmpty();
            assertThat(duck.rows("(" + parquet + ") EXCEPT ALL (" + csv + ")")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsItsOwnTotalsBack(SampleReport sample) throws Exception {
        ConversionSummary summary = convert(sample);

        ParquetTotals back = ParquetTotals.read(new FileStore(folder), summary.outputs());

        assertThat(back).isEqualTo(new ParquetTotals(summary.rows(), summary.totals()));
        assertThat(back.totals()).hasSizeGreaterThan(10);
    }

    private Map<String, String> breakdown(DuckDb duck, String column) throws Exception {
        Map<String, String> found = new TreeMap<>();
        for (List<Object> row : duck.rows("SELECT " + column + ", count(*), sum(line_item_unblended_cost) FROM "
                + DuckDb.parquet(folder) + " GROUP BY 1")) {
            found.put((String) row.get(0), row.get(1) + " " + plain((BigDecimal) row.get(2)));
        }
        return found;
    }

    private static Map<String, String> breakdown(JsonNode expected) {
        Map<String, String> parts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> part : expected.properties()) {
            BigDecimal cost =
                    new BigDecimal(part.getValue().get("unblended_cost").asText());
            parts.put(part.getKey(), part.getValue().get("rows").asLong() + " " + plain(cost));
        }
        return parts;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
