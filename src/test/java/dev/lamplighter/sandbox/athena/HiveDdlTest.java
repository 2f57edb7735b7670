package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.sandbox.glue.GlueStandIn;
import dev.lamplighter.sandbox.glue.HiveSyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

final class HiveDdlTest {
    private static final String COSTS = """
            CREATE EXTERNAL TABLE IF NOT EXISTS costs (
              `line_item_id` string COMMENT 'an id',
              cost DECIMAL(24,10),
              seen timestamp
            )
            COMMENT 'what it cost'
            PARTITIONED BY (billing_period string)
            STORED AS PARQUET
            LOCATION 's3://lake/costs/'
            TBLPROPERTIES ('parquet.compression'='ZSTD', 'classification'='parquet');
            """;

    private final List<String> discovered = new ArrayList<>();
    private GlueStandIn glue;
    private HiveDdl ddl;

    @BeforeEach
    void startWithOneDatabase() {
        glue = new GlueStandIn(InstantSource.fixed(Instant.parse("2026-10-05T06:24:00Z")));
        ddl = new HiveDdl(glue, (database, table) -> discovered.add(database + "." + table));
        run("CREATE DATABASE bills");
    }

    @Test
    void createsADatabaseOnce() {
        run("create schema if not exists bills comment 'again' location 's3://lake/'");

        assertThat(lines("SHOW DATABASES")).containsExactly("bills", "default");
        assertThatThrownBy(() -> run("CREATE DATABASE bills"))
                .hasMessageEndingWith("AlreadyExistsException(message:Database bills already exists)");
    }

    @Test
    void dropsADatabaseWithTablesOnlyByCascade() {
        run(COSTS);

        assertThatThrownBy(() -> run("DROP DATABASE bills")).hasMessageContaining("is not empty");
        run("DROP DATABASE bills CASCADE");
        run("DROP DATABASE IF EXISTS bills");

        assertThat(lines("SHOW DATABASES LIKE 'b*|x'")).isEmpty();
    }

    @Test
    void keepsColumnsKeysPropertiesAndLocationOfATable() {
        run(COSTS);

        Table table = table("costs");
        assertThat(columns(table.storageDescriptor().columns()))
                .containsExactly("line_item_id string", "cost decimal(24,10)", "seen timestamp");
        assertThat(columns(table.partitionKeys())).containsExactly("billing_period string");
        assertThat(table.storageDescriptor().location()).isEqualTo("s3://lake/costs");
        assertThat(table.storageDescriptor().serdeInfo().serializationLibrary())
                .isEqualTo("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");
        assertThat(table.parameters())
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("comment", "what it cost")
                .containsEntry("parquet.compression", "ZSTD");
        assertThat(table.storageDescriptor().columns().get(0).comment()).isEqualTo("an id");
    }

    @Test
    void leavesATableThatIsThere() {
        run(COSTS);

        run("CREATE EXTERNAL TABLE IF NOT EXISTS bills.costs (other int) LOCATION 's3://lake/other'");

        assertThat(table("costs").storageDescriptor().location()).isEqualTo("s3://lake/costs");
        assertThatThrownBy(() -> run("CREATE EXTERNAL TABLE costs (other int) LOCATION 's3://lake/other'"))
                .hasMessageContaining("Table costs already exists");
    }

    @Test
    void readsEveryDelimiterOfADelimitedTable() {
        run("CREATE EXTERNAL TABLE lines (a int, b array<string>, c map<string,int>) ROW FORMAT DELIMITED "
                + "FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002' "
                + "MAP KEYS TERMINATED BY '\\u0003' LINES TERMINATED BY '\\n' NULL DEFINED AS '-' "
                + "STORED AS TEXTFILE LOCATION 's3://lake/lines' TBLPROPERTIES ('skip.header.line.count'='1')");

        assertThat(table("lines").storageDescriptor().serdeInfo().parameters())
                .containsEntry("field.delim", "\t")
                .containsEntry("escape.delim", "\\")
                .containsEntry("colelction.delim", "\u0002")
                .containsEntry("mapkey.delim", "\u0003")
                .containsEntry("line.delim", "\n")
                .containsEntry("serialization.null.format", "-");
    }

    @Test
    void readsASerDeWithItsProperties() {
        run("""
            CREATE EXTERNAL TABLE raw (`a` string)
            ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
            WITH SERDEPROPERTIES ("separatorChar" = ",", "quoteChar" = "\\"", "escapeChar" = "\\\\")
            STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
            OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
            LOCATION 's3://lake/raw/'""");

        var storage = table("raw").storageDescriptor();
        assertThat(storage.serdeInfo().serializationLibrary()).endsWith("OpenCSVSerde");
        assertThat(storage.serdeInfo().parameters())
                .containsEntry("separatorChar", ",")
                .containsEntry("quoteChar", "\"")
                .containsEntry("escapeChar", "\\");
        assertThat(storage.inputFormat()).isEqualTo("org.apache.hadoop.mapred.TextInputFormat");
    }

    @ParameterizedTest
    @CsvSource({
        "PARQUET, MapredParquetInputFormat",
        "orc, OrcInputFormat",
        "AVRO, AvroContainerInputFormat",
        "TextFile, TextInputFormat",
        "SEQUENCEFILE, SequenceFileInputFormat",
        "RCFILE, RCFileInputFormat"
    })
    void knowsTheFormatsByName(String name, String inputFormat) {
        run("CREATE EXTERNAL TABLE t (a int) STORED AS " + name + " LOCATION 's3://lake/t'");

        assertThat(table("t").storageDescriptor().inputFormat()).endsWith("." + inputFormat);
    }

    @Test
    void keepsNestedTypesAsHiveWritesThem() {
        run(
                "CREATE EXTERNAL TABLE t (a STRUCT<`X`: INT, y: ARRAY< MAP<string, Decimal(10, 2)> >>, b integer, c varchar(8)) "
                        + "LOCATION 's3://lake/t'");

        assertThat(columns(table("t").storageDescriptor().columns()))
                .containsExactly("a struct<x:int,y:array<map<string,decimal(10,2)>>>", "b int", "c varchar(8)");
    }

    @Test
    void passesPartitionProjectionOnAsItIs() {
        run("CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (dt string) LOCATION 's3://lake/t/' TBLPROPERTIES ("
                + "'projection.enabled'='true', 'projection.dt.type'='date', 'projection.dt.range'='2026-01-01,NOW', "
                + "'projection.dt.format'='yyyy-MM-dd', 'storage.location.template'='s3://lake/t/${dt}/')");

        assertThat(table("t").parameters())
                .containsEntry("projection.dt.range", "2026-01-01,NOW")
                .containsEntry("storage.location.template", "s3://lake/t/${dt}/");
    }

    @Test
    void addsAPartitionWhereItIsToldAndWhereTheKeySaysOtherwise() {
        run(COSTS);

        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-09') LOCATION 's3://lake/v1/2026-09/' "
                + "PARTITION (billing_period = '2026/10')");

        assertThat(partition("2026-09").storageDescriptor().location()).isEqualTo("s3://lake/v1/2026-09");
        assertThat(partition("2026/10").storageDescriptor().location())
                .isEqualTo("s3://lake/costs/billing_period=2026%2F10");
        assertThat(lines("SHOW PARTITIONS bills.costs"))
                .containsExactly("billing_period=2026-09", "billing_period=2026%2F10");
    }

    @Test
    void addsAPartitionThatIsThereOnlyIfNotExists() {
        run(COSTS);
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-09') LOCATION 's3://lake/v1'");

        run("ALTER TABLE costs ADD IF NOT EXISTS PARTITION (billing_period='2026-09') LOCATION 's3://lake/v2'");

        assertThat(partition("2026-09").storageDescriptor().location()).isEqualTo("s3://lake/v1");
        assertThatThrownBy(() -> run("ALTER TABLE costs ADD PARTITION (billing_period='2026-10') "
                        + "PARTITION (billing_period='2026-09')"))
                .hasMessageContaining("Partition already exists: billing_period=2026-09");
        assertThat(lines("SHOW PARTITIONS costs")).containsExactly("billing_period=2026-09");
    }

    @Test
    void movesAPartitionAndATable() {
        run(COSTS);
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-09') LOCATION 's3://lake/v1'");

        run("ALTER TABLE costs PARTITION (billing_period='2026-09') SET LOCATION 's3://lake/v2/'");
        run("ALTER TABLE bills.costs SET LOCATION 's3://lake/elsewhere'");

        assertThat(partition("2026-09").storageDescriptor().location()).isEqualTo("s3://lake/v2");
        assertThat(table("costs").storageDescriptor().location()).isEqualTo("s3://lake/elsewhere");
    }

    @Test
    void dropsPartitionsByAllOrSomeOfTheirKeys() {
        run("CREATE EXTERNAL TABLE hours (a int) PARTITIONED BY (dt string, hour int) LOCATION 's3://lake/h'");
        run("ALTER TABLE hours ADD PARTITION (dt='a', hour=1) PARTITION (hour=2, dt='a') PARTITION (dt='b', hour=1)");

        run("ALTER TABLE hours DROP PARTITION (dt='a')");
        run("ALTER TABLE hours DROP IF EXISTS PARTITION (dt='z', hour=9)");

        assertThat(lines("SHOW PARTITIONS hours")).containsExactly("dt=b/hour=1");
        assertThatThrownBy(() -> run("ALTER TABLE hours DROP PARTITION (dt='z')"))
                .hasMessageContaining("Partition not found");
    }

    @Test
    void givesNewColumnsToTheTableAndToLaterPartitionsOnly() {
        run(COSTS);
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-09')");

        run("ALTER TABLE costs ADD COLUMNS (tag string COMMENT 'new', net decimal(24,10))");
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-10')");

        assertThat(partition("2026-09").storageDescriptor().columns()).hasSize(3);
        assertThat(partition("2026-10").storageDescriptor().columns()).hasSize(5);
        assertThatThrownBy(() -> run("ALTER TABLE costs ADD COLUMNS (tag int)"))
                .hasMessageContaining("Duplicate column name: tag");
    }

    @Test
    void replacesColumnsAndSetsProperties() {
        run(COSTS);

        run("ALTER TABLE costs REPLACE COLUMNS (one int)");
        run("ALTER TABLE costs SET TBLPROPERTIES ('note'='it''s', 'parquet.compression'='GZIP')");

        assertThat(lines("DESCRIBE costs").get(0))
                .isEqualTo("one                 \tint                 \t                    ");
        assertThat(lines("SHOW TBLPROPERTIES costs")).contains("parquet.compression\tGZIP");
        assertThat(lines("SHOW TBLPROPERTIES costs('classification')")).containsExactly("parquet");
    }

    @Test
    void listsTablesByPatternAndColumnsWithTheKeys() {
        run(COSTS);
        run("CREATE EXTERNAL TABLE other (a int) LOCATION 's3://lake/o'");

        assertThat(lines("SHOW TABLES")).containsExactly("costs", "other");
        assertThat(lines("SHOW TABLES IN bills 'c*'")).containsExactly("costs");
        assertThat(lines("SHOW COLUMNS IN costs").stream().map(String::strip))
                .containsExactly("line_item_id", "cost", "seen", "billing_period");
    }

    @Test
    void writesATableDownSoThatItCanBeMadeAgain() {
        run(COSTS);
        String statement = String.join("\n", lines("SHOW CREATE TABLE costs"));
        Table before = table("costs");
        run("DROP TABLE costs");

        run(statement);

        assertThat(table("costs")).isEqualTo(before);
    }

    @Test
    void describesWhereAPartitionIs() {
        run(COSTS);
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-09') LOCATION 's3://lake/v1/'");

        assertThat(lines("DESCRIBE FORMATTED costs PARTITION (billing_period='2026-09')"))
                .contains(
                        "Location:           \ts3://lake/v1        \t                    ",
                        "# Partition Information\t \t ");
    }

    @Test
    void repairsAPartitionedTable() {
        run(COSTS);

        run("MSCK REPAIR TABLE costs");

        assertThat(discovered).containsExactly("bills.costs");
    }

    @Test
    void dropsATable() {
        run(COSTS);

        run("DROP TABLE `bills`.`costs`");
        run("DROP TABLE IF EXISTS costs");

        assertThat(lines("SHOW TABLES")).isEmpty();
        assertThatThrownBy(() -> run("DROP TABLE costs"))
                .hasMessage("FAILED: SemanticException [Error 10001]: Table not found bills.costs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE EXTERNAL TABEL t (a int)              | line 1:17: ",
                "CREATE TABLE t (a int) LOCATION 's3://b/t'   | line 1:1: only CREATE EXTERNAL TABLE",
                "CREATE EXTERNAL TABLE t (a int)              | line 1:1: a table needs a LOCATION",
                "CREATE EXTERNAL TABLE t (a money) LOCATION 's3://b/t' | line 1:28: unknown type money",
                "CREATE EXTERNAL TABLE t (a int) LOCATION 'file:/tmp'  | LOCATION must be s3://bucket/folder/",
                "CREATE EXTERNAL TABLE t (a int) STORED AS XLSX LOCATION 's3://b/t' | unknown STORED AS XLSX",
                "CREATE EXTERNAL TABLE a.b.c (a int) LOCATION 's3://b/t' | a table is [database.]table"
            })
    void saysWhereAStatementCannotBeUnderstood(String sql, String complaint) {
        assertThatThrownBy(() -> run(sql))
                .isInstanceOf(HiveSyntaxException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHOW TABLES IN nowhere                                | Database does not exist: nowhere",
                "DESCRIBE nothing                                      | Table not found bills.nothing",
                "SHOW PARTITIONS flat                                  | Table flat is not a partitioned table",
                "ALTER TABLE keyed ADD PARTITION (other='1')           | doesn't name the partition keys [dt]",
                "ALTER TABLE keyed PARTITION (dt='1') SET LOCATION 's3://b/x' | Partition not found {dt=1}",
                "CREATE EXTERNAL TABLE t (a int, A string) LOCATION 's3://b/t' | Duplicate column name: a",
                "ALTER TABLE keyed RENAME TO other                     | not supported"
            })
    void saysWhyAStatementCannotBeDone(String sql, String complaint) {
        run("CREATE EXTERNAL TABLE flat (a int) LOCATION 's3://b/flat'");
        run("CREATE EXTERNAL TABLE keyed (a int) PARTITIONED BY (dt string) LOCATION 's3://b/keyed'");

        assertThatThrownBy(() -> run(sql)).isInstanceOf(DdlFailure.class).hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- a comment first\nSHOW DATABASES",
                "/* a block */ show schemas;",
                "SHOW DATABASES LIKE '*'",
            })
    void readsCommentsCaseAndSemicolons(String sql) {
        assertThat(lines(sql)).containsExactly("bills", "default");
    }

    private void run(String sql) {
        ddl.run(sql, "bills");
    }

    private List<String> lines(String sql) {
        return ddl.run(sql, "bills").lines();
    }

    private Table table(String name) {
        return glue.getTable(request -> request.databaseName("bills").name(name))
                .table();
    }

    private Partition partition(String value) {
        return glue.getPartition(request ->
                        request.databaseName("bills").tableName("costs").partitionValues(value))
                .partition();
    }

    private static List<String> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }
}
