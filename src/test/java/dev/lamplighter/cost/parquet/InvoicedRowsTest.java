package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on invoices, counted while converting and while taking over; DuckDB counts in the source. */
final class InvoicedRowsTest {
    private static final Map<String, String> CUR_2 =
            Map.of("bill_bill_type", "string", "bill_invoice_id", "string", "line_item_unblended_cost", "double");
    private static final Map<String, String> FOCUS = Map.of("BilledCost", "double", "InvoiceId", "string");
    /** Runs of types and of invoices end at different rows, and some rows have no invoice. */
    private static final String ROWS =
            "SELECT ['Anniversary', 'Purchase', 'Refund', ''][1 + (i // 7) % 4] AS bill_bill_type,"
                    + " CASE WHEN (i // 11) % 3 <> 1 THEN ['4711', '', '939392079'][1 + (i // 5) % 3] END AS bill_invoice_id,"
                    + " i / 8.0 AS line_item_unblended_cost FROM range(3000) t(i)";

    private static final String COUNT = "SELECT count(*), count(nullif(bill_invoice_id, '')) FROM (" + ROWS
            + ") WHERE bill_bill_type = 'Anniversary'";

    @TempDir
    private Path folder;

    private WrittenExport export() {
        return new WrittenExport(folder.resolve("bucket"), "exports/e", "BILLING_PERIOD=2026-07");
    }

    private ConversionSummary convert(WrittenExport export) throws Exception {
        ConversionLimits limits = new ConversionLimits(1, 2, 5, 1 << 10, 1 << 20, 2, 300, 1 << 20, 3);
        return new ReportConversion(Clock.systemUTC(), (file, files, key, rows) -> {}, NumberType.DECIMAL, limits)
                .convert(export.manifest(), export.store(), new FileStore(folder.resolve("target")), "");
    }

    private static List<List<Object>> counted(ConversionSummary summary) {
        InvoicedShare rows = summary.invoicedShare();
        return rows == null ? List.of() : List.of(List.of(rows.rows(), rows.invoiced()));
    }

    @Test
    void areCountedInCsvAcrossRunsAndRowGroups() throws Exception {
        try (DuckDb duck = new DuckDb()) {
            StringBuilder csv = new StringBuilder("bill_bill_type,bill_invoice_id,line_item_unblended_cost\n");
            for (List<Object> row : duck.rows("SELECT bill_bill_type, coalesce(bill_invoice_id, ''),"
                    + " line_item_unblended_cost::VARCHAR FROM (" + ROWS + ")")) {
                csv.append(row.get(0))
                        .append(',')
                        .append(row.get(1))
                        .append(',')
                        .append(row.get(2))
                        .append('\n');
            }

            ConversionSummary summary = convert(export().columns(CUR_2).csv(csv.toString()));

            assertThat(counted(summary)).isEqualTo(duck.rows(COUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPRESSION snappy", "COMPRESSION zstd, ROW_GROUP_SIZE 2048, PARQUET_VERSION v2"})
    void areCountedInParquetThatIsTakenOver(String options) throws Exception {
        try (DuckDb duck = new DuckDb()) {
            ConversionSummary summary =
                    convert(export().parquet(duck, ROWS, options).columns(CUR_2));

            assertThat(counted(summary)).isEqualTo(duck.rows(COUNT));
        }
    }

    @Test
    void areAllRowsWhereThereAreNoBillTypes() throws Exception {
        String csv = "BilledCost,InvoiceId\n1,4711\n2,\n3,4711\n";

        assertThat(counted(convert(export().columns(FOCUS).csv(csv)))).containsExactly(List.of(3L, 2L));
        try (DuckDb duck = new DuckDb()) {
            String rows =
                    "SELECT 1.5::DOUBLE AS \"BilledCost\", nullif(['4711', '', 'x'][1 + i % 3], 'x') AS \"InvoiceId\""
                            + " FROM range(9) t(i)";
            ConversionSummary parquet = convert(export().parquet(duck, rows).columns(FOCUS));

            assertThat(counted(parquet)).containsExactly(List.of(9L, 3L));
        }
    }

    @Test
    void areUnknownWithoutInvoices() throws Exception {
        Map<String, String> focus10 = Map.of("BilledCost", "double");

        assertThat(convert(export().columns(focus10).csv("BilledCost\n1\n")).invoicedShare())
                .isNull();
        try (DuckDb duck = new DuckDb()) {
            String rows = "SELECT 1.5::DOUBLE AS \"BilledCost\"";
            assertThat(convert(export().parquet(duck, rows).columns(focus10)).invoicedShare())
                    .isNull();
        }
    }

    @Test
    void aBillIsFinalWhenItHasRowsAndAllAreInvoiced() {
        assertThat(InvoicedShare.NONE.isFinal()).isFalse();
        assertThat(new InvoicedShare(3, 2).isFinal()).isFalse();
        assertThat(new InvoicedShare(3, 3).isFinal()).isTrue();
    }
}
