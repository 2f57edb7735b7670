package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.view.Cur2CompatibilityView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CsvTableDdlTest {
    private static final List<PublishedColumn> COLUMNS = List.of(
            new PublishedColumn("line_item_unblended_cost", ColumnType.DECIMAL, List.of("lineItem/UnblendedCost")),
            new PublishedColumn("line_item_usage_start_date", ColumnType.TIMESTAMP, List.of("lineItem/UsageStartDate")),
            new PublishedColumn("product_sku", ColumnType.STRING, List.of("product/sku")));

    @Test
    void namesTheSerdeThatKnowsQuotes() {
        assertThat(CsvTableDdl.createTable("costs_text", COLUMNS, "s3://lake/costs_text/"))
                .isEqualTo("""
                        CREATE EXTERNAL TABLE IF NOT EXISTS `costs_text` (
                          `line_item_unblended_cost` string,
                          `line_item_usage_start_date` string,
                          `product_sku` string
                        )
                        PARTITIONED BY (billing_period string)
                        ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
                        WITH SERDEPROPERTIES ('separatorChar' = ',', 'quoteChar' = '"', 'escapeChar' = '\\\\')
                        STORED AS TEXTFILE
                        LOCATION 's3://lake/costs_text/'""");
    }

    @Test
    void viewsOfCur2ShowTheTagThatQueriesGroupBy() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("product_region_code", "string");
        columns.put("resource_tags", "map<string,string>");
        columns.put("billing_period", "string");

        assertThat(Cur2CompatibilityView.create("costs_by_key", "costs", columns, "resource_tags_user_team"))
                .isEqualTo("""
                        CREATE OR REPLACE VIEW "costs_by_key" AS
                        SELECT
                          "product_region_code",
                          "resource_tags",
                          "billing_period",
                          "product_region_code" AS "product_region",
                          ELEMENT_AT("resource_tags", 'user_team') AS "resource_tags_user_team"
                        FROM "costs\"""");
        assertThat(Cur2CompatibilityView.fits(columns.keySet())).isTrue();
        assertThat(Cur2CompatibilityView.fits(List.of("resource_tags_user_team")))
                .isFalse();
    }
}
