package dev.lamplighter.cost.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.report.ReportColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnTypesTest {
    @Test
    void areTheSameByNameAsInManifestsThatHaveTypes() throws Exception {
        List<ReportColumn> typed = SampleReport.all()[0].manifest().columns();

        assertThat(typed).hasSize(200).allSatisfy(column -> {
            assertThat(column.type()).isNotNull();
            assertThat(ColumnTypes.of(new ReportColumn(column.category(), column.name(), null)))
                    .as(column.header())
                    .isEqualTo(ColumnTypes.of(column));
        });
    }

    @Test
    void keepRatesAndReservationTimesAsTextAsAwsDoes() {
        for (String header : List.of(
                "lineItem/UnblendedRate",
                "pricing/publicOnDemandRate",
                "reservation/StartTime",
                "reservation/EndDate")) {
            String[] parts = header.split("/", 2);
            assertThat(ColumnTypes.of(new ReportColumn(parts[0], parts[1], null)))
                    .as(header)
                    .isEqualTo(ColumnType.STRING);
        }
    }

    @Test
    void goByTheNameWhenTheManifestHasATypeNobodyKnows() {
        assertThat(ColumnTypes.of(new ReportColumn("lineItem", "UnblendedCost", "Money")))
                .isEqualTo(ColumnType.DECIMAL);
        assertThat(ColumnTypes.of(new ReportColumn("product", "shape", "Geometry")))
                .isEqualTo(ColumnType.STRING);
    }

    @ParameterizedTest
    @CsvSource({
        "BigDecimal, DECIMAL",
        "OPTIONALBIGDECIMAL, DECIMAL",
        "OptionalDouble, DECIMAL",
        "double, DECIMAL",
        "DATETIME, TIMESTAMP",
        "OptionalDateTime, TIMESTAMP",
        "timestamp, TIMESTAMP",
        "STRING, STRING",
        "Optional_String, STRING",
        "interval, STRING",
    })
    void areReadInEverySpellingOfAManifest(String spelled, ColumnType type) {
        assertThat(ColumnTypes.of(new ReportColumn("product", "new", spelled))).isEqualTo(type);
    }
}
