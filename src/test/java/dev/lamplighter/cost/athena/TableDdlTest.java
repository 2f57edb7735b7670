package dev.lamplighter.cost.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableDdlTest {
    private static final List<PublishedColumn> COLUMNS = List.of(
            new PublishedColumn("line_item_usage_start_date", ColumnType.TIMESTAMP, List.of()),
            new PublishedColumn("line_item_unblended_cost", ColumnType.DECIMAL, List.of()),
            new PublishedColumn("product_group", ColumnType.STRING, List.of()));

    @Test
    void createsAPartitionedTableOverParquet() {
        assertThat(TableDdl.createTable("costs", COLUMNS, "s3://lake/costs/")).isEqualTo("""
                        CREATE EXTERNAL TABLE IF NOT EXISTS `costs` (
                          `line_item_usage_start_date` timestamp,
                          `line_item_unblended_cost` decimal(24,10),
                          `product_group` string
                        )
                        PARTITIONED BY (billing_period string)
                        STORED AS PARQUET
                        LOCATION 's3://lake/costs/'""");
    }

    @Test
    void addsColumnsWithoutTouchingOthers() {
        assertThat(TableDdl.addColumns("costs", COLUMNS.subList(1, 2)))
                .isEqualTo("ALTER TABLE `costs` ADD COLUMNS (\n  `line_item_unblended_cost` decimal(24,10)\n)");
    }

    @Test
    void addsAndSwitchesAMonth() {
        assertThat(TableDdl.addPartition("costs", "2026-10", "s3://lake/costs/billing_period=2026-10/a1/"))
                .isEqualTo("ALTER TABLE `costs` ADD IF NOT EXISTS PARTITION (billing_period = '2026-10')"
                        + " LOCATION 's3://lake/costs/billing_period=2026-10/a1/'");
        assertThat(TableDdl.setLocation("costs", "2026-10", "s3://lake/costs/billing_period=2026-10/a2/"))
                .isEqualTo("ALTER TABLE `costs` PARTITION (billing_period = '2026-10')"
                        + " SET LOCATION 's3://lake/costs/billing_period=2026-10/a2/'");
    }

    @Test
    void createsADatabaseAndAsksForColumns() {
        assertThat(TableDdl.createDatabase("billing")).isEqualTo("CREATE DATABASE IF NOT EXISTS `billing`");
        assertThat(TableDdl.columnsOf("billing", "costs"))
                .isEqualTo("SELECT column_name, data_type FROM information_schema.columns"
                        + " WHERE table_schema = 'billing' AND table_name = 'costs' ORDER BY ordinal_position");
    }

    @Test
    void lettersOutsideTheAllowListNeverReachAStatement() {
        assertThatThrownBy(() -> TableDdl.createDatabase("billing`; DROP TABLE x"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("COST-104");
        assertThatThrownBy(() -> TableDdl.addColumns(
                        "costs", List.of(new PublishedColumn("a` string, `b", ColumnType.STRING, List.of()))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void quotesInsideALiteralStayInside() {
        assertThat(TableDdl.setLocation("costs", "2026-10", "s3://lake/it's\\here/"))
                .endsWith("SET LOCATION 's3://lake/it\\'s\\\\here/'");
    }
}
