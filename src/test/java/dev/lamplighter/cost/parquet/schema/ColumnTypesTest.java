package dev.lamplighter.cost.parquet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.SampleReport;
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
            assertThat(ColumnTypes.of(new ReportColumn(column.category(), column.name(), null), NumberType.DECIMAL))
                    .as(column.header())
                    .isEqualTo(ColumnTypes.of(column, NumberType.DECIMAL));
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
            assertThat(ColumnTypes.of(new ReportColumn(parts[0], parts[1], null), NumberType.DECIMAL))
                    .as(header)
                    .isEqualTo(ColumnType.STRING);
        }
    }

    @Test
    void goByTheNameWhenTheManifestHasATypeNobodyKnows() {
        assertThat(ColumnTypes.of(new ReportColumn("lineItem", "UnblendedCost", "Money"), NumberType.DECIMAL))
                .isEqualTo(ColumnType.DECIMAL);
        assertThat(ColumnTypes.of(new ReportColumn("product", "shape", "Geometry"), NumberType.DECIMAL))
                .isEqualTo(ColumnType.STRING);
    }

    @ParameterizedTest
    @CsvSource({
        "BigDecimal, DECIMAL",
        "OPTIONALBIGDECIMAL, DECIMAL",
        "OptionalDouble, DOUBLE",
        "double, DOUBLE",
        "DATETIME, TIMESTAMP",
        "OptionalDateTime, TIMESTAMP",
        "timestamp, TIMESTAMP",
        "STRING, STRING",
        "Optional_String, STRING",
        "interval, STRING",
    })
    void areReadInEverySpellingOfAManifest(String spelled, ColumnType type) {
        assertThat(ColumnTypes.of(new ReportColumn("product", "new", spelled), NumberType.DECIMAL))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "line_item_unblended_cost, double, DECIMAL",
        "line_item_usage_start_date, timestamp, TIMESTAMP",
        "line_item_unblended_rate, string, STRING",
        "resource_tags, 'map <string, string>', STRING",
        "discount, 'map<string,double>', STRING",
        "split_line_item_split_cost, double, DOUBLE",
        "split_line_item_split_usage_ratio, double, DOUBLE",
        "BilledCost, double, DECIMAL",
        "ContractedUnitPrice, double, DOUBLE",
        "ConsumedQuantity, double, DOUBLE",
        "ChargePeriodStart, timestamp_milliseconds, TIMESTAMP",
        "Tags, map, STRING",
        "x_ServiceCode, string, STRING",
    })
    void ofDataExportsAreTheSameWithAndWithoutTheManifestsWord(String name, String said, ColumnType type) {
        assertThat(ColumnTypes.of(new ReportColumn("", name, said), NumberType.DECIMAL))
                .isEqualTo(type);
        assertThat(ColumnTypes.of(new ReportColumn("", name, null), NumberType.DECIMAL))
                .isEqualTo(type);
    }

    @Test
    void areDoublesForTablesThatMergeWithAwssOwn() {
        assertThat(ColumnTypes.of(new ReportColumn("lineItem", "UnblendedCost", "BigDecimal"), NumberType.DOUBLE))
                .isEqualTo(ColumnType.DOUBLE);
    }
}
