package dev.lamplighter.sandbox.cur;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports of every kind through the converter: it must find exactly what the generator put in. */
final class ConversionOfGeneratedReportsTest {
    private static final CostReportSpec SPEC =
            CostReportSpec.of("hourly", YearMonth.of(2025, 2)).withRows(5_000).withFiles(3);

    static Stream<CostReportSpec> reports() {
        return Stream.of(
                SPEC,
                SPEC.withFormat(CurReportFormat.OF_2018),
                SPEC.withFormat(CurReportFormat.OF_2018.withCompression(CurCompression.GZIP)),
                SPEC.withFormat(CurReportFormat.OF_TODAY.withLayout(ReportVersioning.OVERWRITE)),
                SPEC.withVersion(ReportVersion.monthToDate(12)),
                SPEC.withVersion(ReportVersion.FULL_MONTH.invoiced().refunded().redelivered(2)),
                SPEC.withOddities(ReportOddities.NONE
                        .withNastyTags()
                        .withDroppedColumns(40)
                        .withGzipMembers(50)
                        .withDecoys()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theConverterFindsExactlyWhatWasDelivered(CostReportSpec spec, @TempDir Path folder) throws IOException {
        Delivery delivery = CostReportGenerator.deliver(spec, folder.resolve("bucket"));
        FileStore bucket = new FileStore(folder.resolve("bucket"));
        FileStore table = new FileStore(folder.resolve("table"));

        ConversionSummary summary = new ReportConversion(
                        InstantSource.fixed(Instant.EPOCH),
                        (file, files, key, rows) -> {},
                        NumberType.DECIMAL,
                        256L << 20)
                .convert(new ManifestReader().read(bucket, delivery.manifestKey()), bucket, table, "");

        ControlTotals totals = delivery.totals();
        assertThat(summary.assemblyId()).isEqualTo(delivery.assemblyId());
        assertThat(summary.rows()).isEqualTo(totals.rows());
        assertThat(stripped(summary.totals())).isEqualTo(stripped(totals.sums()));
        assertThat(summary.costByLineItemType()).hasSameSizeAs(totals.byLineItemType());
        totals.byLineItemType()
                .forEach((type, subtotal) -> assertThat(
                                summary.costByLineItemType().get(type))
                        .as(type)
                        .satisfies(found -> {
                            assertThat(found.rows()).isEqualTo(subtotal.rows());
                            assertThat(found.unblendedCost()).isEqualByComparingTo(subtotal.unblendedCost());
                        }));
    }

    private static Map<String, BigDecimal> stripped(Map<String, BigDecimal> sums) {
        Map<String, BigDecimal> stripped = new HashMap<>();
        sums.forEach((column, sum) -> stripped.put(column, sum.stripTrailingZeros()));
        return stripped;
    }
}
