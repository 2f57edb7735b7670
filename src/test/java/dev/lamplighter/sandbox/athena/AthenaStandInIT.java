package dev.lamplighter.sandbox.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Through the real client over HTTP, to a real Trino. Parquet is written by DuckDB, so by neither side. */
final class AthenaStandInIT {
    private static final String DATABASE = "athena_it";
    private static final String TOKEN = "01234567890123456789012345678901";

    private static SandboxLake lake;
    private static Path bucket;

    @BeforeAll
    static void start() {
        lake = SandboxLake.shared();
        bucket = lake.bucket("athena-it");
        lake.run("CREATE DATABASE IF NOT EXISTS " + DATABASE, "default");
    }

    @Test
    void readsACsvTableOverS3() throws IOException {
        write("names/a.csv", "id,name\n1,\"Ann, the first\"\n2,\n");
        run("""
            CREATE EXTERNAL TABLE names (id string, name string)
            ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
            STORED AS TEXTFILE LOCATION 's3://athena-it/names/' TBLPROPERTIES ('skip.header.line.count'='1')""");

        assertThat(lake.rows("SELECT id, name FROM names ORDER BY id", DATABASE))
                .containsExactly(List.of("id", "name"), List.of("1", "Ann, the first"), List.of("2", ""));
    }

    @Test
    void seesTheSwitchOfAPartitionInTheNextQuery() throws Exception {
        parquet("costs/v1", "SELECT 1.5::DECIMAL(24,10) AS cost, TIMESTAMP '2026-10-05 06:24:00' AS seen");
        parquet("costs/v2", "SELECT 2::DECIMAL(24,10) AS cost, NULL::TIMESTAMP AS seen, 'blue' AS tag");
        run("CREATE EXTERNAL TABLE costs (cost decimal(24,10), seen timestamp) PARTITIONED BY (billing_period string) "
                + "STORED AS PARQUET LOCATION 's3://athena-it/costs/'");
        run(
                "ALTER TABLE costs ADD IF NOT EXISTS PARTITION (billing_period='2026-10') LOCATION 's3://athena-it/costs/v1/'");
        assertThat(lake.rows("SELECT cost, seen, billing_period FROM costs", DATABASE)
                        .get(1))
                .containsExactly("1.5000000000", "2026-10-05 06:24:00.000", "2026-10");

        run("ALTER TABLE costs ADD COLUMNS (tag string)");
        run("ALTER TABLE costs PARTITION (billing_period='2026-10') SET LOCATION 's3://athena-it/costs/v2/'");
        run("ALTER TABLE costs ADD PARTITION (billing_period='2026-11') LOCATION 's3://athena-it/costs/v2/' "
                + "PARTITION (billing_period='2026-09') LOCATION 's3://athena-it/costs/v1/'");

        assertThat(lake.rows(
                                "SELECT billing_period, cost, seen, tag FROM costs WHERE billing_period >= '2026-09' "
                                        + "ORDER BY billing_period",
                                DATABASE)
                        .subList(1, 4))
                .containsExactly(
                        Arrays.asList("2026-09", "1.5000000000", "2026-10-05 06:24:00.000", null),
                        // Added before the column was; Parquet is read by the table's names, so the new file's tag is
                        // seen.
                        Arrays.asList("2026-10", "2.0000000000", null, "blue"),
                        Arrays.asList("2026-11", "2.0000000000", null, "blue"));
    }

    @Test
    void makesTablesAndViewsFromQueries() {
        run("CREATE TABLE made WITH (format = 'PARQUET', write_compression = 'ZSTD', "
                + "external_location = 's3://athena-it/made/') AS SELECT 1 AS a, 'x' AS b");
        run("INSERT INTO made VALUES (2, 'y'), (3, NULL)");
        run("CREATE TABLE placed AS SELECT 7 AS seven");
        run("CREATE OR REPLACE VIEW seen AS SELECT b, a * 2 AS twice FROM made");

        assertThat(lake.rows("SELECT * FROM seen ORDER BY twice", DATABASE))
                .containsExactly(List.of("b", "twice"), List.of("x", "2"), List.of("y", "4"), Arrays.asList(null, "6"));
        assertThat(lake.rows("SELECT seven FROM placed", DATABASE)).contains(List.of("7"));
        assertThat(keys("athena-it", "made/")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(keys("results", DATABASE + "/tables/")).isNotEmpty();
        assertThat(lake.rows("SHOW VIEWS", DATABASE)).containsExactly(List.of("seen"));

        run("DROP VIEW seen");
        run("DROP TABLE made");
        assertThat(lake.rows("SHOW TABLES 'made|seen'", DATABASE)).isEmpty();
        assertThat(keys("athena-it", "made/")).isNotEmpty();
    }

    @Test
    void tellsHowManyRowsAnInsertWrote() {
        run("CREATE TABLE counted WITH (external_location = 's3://athena-it/counted/') AS SELECT 1 AS a");

        String id = run("INSERT INTO counted SELECT * FROM UNNEST(sequence(1, 5))");

        assertThat(results(id, null, 10).updateCount()).isEqualTo(5);
    }

    @Test
    void findsThePartitionsThatFoldersName() throws IOException {
        write("folders/dt=2026-01-01/a.txt", "1\n");
        write("folders/dt=2026-01-02/a.txt", "2\n");
        run("CREATE EXTERNAL TABLE folders (a int) PARTITIONED BY (dt string) LOCATION 's3://athena-it/folders/'");

        assertThat(lake.rows("MSCK REPAIR TABLE folders", DATABASE).toString())
                .contains("Repair: Added partition to metastore folders:dt=2026-01-01");

        assertThat(lake.rows("SHOW PARTITIONS folders", DATABASE))
                .containsExactly(List.of("dt=2026-01-01"), List.of("dt=2026-01-02"));
        assertThat(lake.rows("SELECT sum(a) FROM folders WHERE dt > '2026-01-01'", DATABASE))
                .contains(List.of("2"));
    }

    @Test
    void readsProjectedPartitionsThatNobodyAdded() throws IOException {
        write("projected/dt=2026-01-01/a.txt", "1\n");
        run("CREATE EXTERNAL TABLE projected (a int) PARTITIONED BY (dt string) LOCATION 's3://athena-it/projected/' "
                + "TBLPROPERTIES ('projection.enabled'='true', 'projection.dt.type'='date', "
                + "'projection.dt.range'='2026-01-01,2026-01-05', 'projection.dt.format'='yyyy-MM-dd')");

        assertThat(lake.rows("SELECT dt, a FROM projected", DATABASE)).contains(List.of("2026-01-01", "1"));
    }

    @Test
    void failsAQueryWithTheEnginesReasonAndPlace() {
        QueryExecution execution = lake.finish(lake.start("SELECT * FROM nowhere", DATABASE));

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason())
                .isEqualTo("TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.athena_it.nowhere' does not exist");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
        assertThatThrownBy(() -> results(execution.queryExecutionId(), null, 10))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Final query state: FAILED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 / (a - a) FROM (VALUES 1) AS t (a) | DIVISION_BY_ZERO: Division by zero",
                "SELEC 1                                      | SYNTAX_ERROR: line 1:1: mismatched input 'SELEC'",
                "SELECT sum(a) FROM (VALUES 'x') AS t (a)     | FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters",
                "DROP TABLE nowhere                           | FAILED: SemanticException [Error 10001]: Table not found"
            })
    void saysWhyAStatementFailed(String sql, String reason) {
        QueryExecution execution = lake.finish(lake.start(sql, DATABASE));

        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason()).startsWith(reason);
    }

    @Test
    void refusesWhatAwsRefusesBeforeItRuns() {
        assertThatThrownBy(() -> lake.start("ALTER TABLE costs ADD PARTITIONN (x='1')", DATABASE))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.athenaErrorCode()).isEqualTo("MALFORMED_QUERY"))
                .hasMessageContaining("line 1:");
        assertThatThrownBy(() -> lake.athena().startQueryExecution(request -> request.queryString("SELECT 1")))
                .hasMessageContaining("No output location provided");
        assertThatThrownBy(() -> lake.athena()
                        .startQueryExecution(request -> request.queryString("SELECT 1")
                                .resultConfiguration(result -> result.outputLocation("s3://not-there/"))))
                .hasMessageContaining("Unable to verify/create output bucket not-there");
        assertThatThrownBy(() -> lake.athena().getQueryExecution(request -> request.queryExecutionId("none")))
                .hasMessageContaining("QueryExecution none was not found");
    }

    @Test
    void cancelsWhatRuns() {
        String id = lake.start(
                "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a (x), UNNEST(sequence(1, 10000)) b (y), "
                        + "UNNEST(sequence(1, 10000)) c (z) WHERE (x * y * z) % 7 = 3",
                DATABASE);
        await().until(() -> state(id) == QueryExecutionState.RUNNING && runningInEngine() > 0);

        lake.athena().stopQueryExecution(request -> request.queryExecutionId(id));

        assertThat(lake.finish(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        await().until(() -> runningInEngine() == 0);
    }

    @Test
    void givesAThousandRowsAPageWithTheNamesOnTheFirst() {
        String id = run("SELECT x FROM UNNEST(sequence(1, 2500)) AS t (x) ORDER BY x");

        GetQueryResultsResponse first = results(id, null, 1000);
        GetQueryResultsResponse second = results(id, first.nextToken(), 1000);
        GetQueryResultsResponse third = results(id, second.nextToken(), 1000);

        assertThat(values(first)).hasSize(1000).startsWith("x", "1").endsWith("999");
        assertThat(values(second)).hasSize(1000).startsWith("1000").endsWith("1999");
        assertThat(values(third)).hasSize(501).startsWith("2000").endsWith("2500");
        assertThat(third.nextToken()).isNull();
    }

    @Test
    void writesEveryTypeAsAthenaDoes() {
        String sql = """
                SELECT CAST(1.5 AS DECIMAL(24,10)) AS d, TIMESTAMP '2026-10-05 06:24:00' AS t, DATE '2026-10-05' AS day,
                       CAST(NULL AS varchar) AS nothing, '' AS empty, 'a "b", c' AS quoted, 1e10 AS big, REAL '1.1' AS r,
                       true AS yes, ARRAY[1, NULL] AS list, MAP(ARRAY['env'], ARRAY['prod']) AS tags, X'00ff' AS bytes,
                       CAST(ROW(1, 'x') AS ROW(n integer, s varchar)) AS pair, BIGINT '9007199254740993' AS exact""";

        String id = run(sql);

        String location = "athena_it/" + id + ".csv";
        assertThat(text("results", location))
                .isEqualTo(
                        "\"d\",\"t\",\"day\",\"nothing\",\"empty\",\"quoted\",\"big\",\"r\",\"yes\",\"list\",\"tags\","
                                + "\"bytes\",\"pair\",\"exact\"\n"
                                + "\"1.5000000000\",\"2026-10-05 06:24:00.000\",\"2026-10-05\",,\"\",\"a \"\"b\"\", c\","
                                + "\"1.0E10\",\"1.1\",\"true\",\"[1, null]\",\"{env=prod}\",\"00 ff\",\"{n=1, s=x}\","
                                + "\"9007199254740993\"\n");
        assertThat(keys("results", location)).contains(location + ".metadata");
        assertThat(results(id, null, 10).resultSet().rows().get(1).data().get(3).varCharValue())
                .isNull();
        assertThat(results(id, null, 10).resultSet().rows().get(1).data().get(5).varCharValue())
                .isEqualTo("a \"b\", c");
        List<ColumnInfo> columns =
                results(id, null, 10).resultSet().resultSetMetadata().columnInfo();
        assertThat(columns.get(0).type()).isEqualTo("decimal");
        assertThat(columns.get(0).precision()).isEqualTo(24);
        assertThat(columns.get(0).scale()).isEqualTo(10);
        assertThat(columns.stream().map(ColumnInfo::type))
                .containsExactly(
                        "decimal",
                        "timestamp",
                        "date",
                        "varchar",
                        "varchar",
                        "varchar",
                        "double",
                        "float",
                        "boolean",
                        "array",
                        "map",
                        "varbinary",
                        "row",
                        "bigint");
    }

    @Test
    void putsExecutionParametersForQuestionMarks() {
        String id = lake.athena()
                .startQueryExecution(request -> request.queryString("SELECT '?' AS mark, ? AS n, ? || '''' AS s")
                        .executionParameters("41 + 1", "'it''s'")
                        .resultConfiguration(result -> result.outputLocation("s3://results")))
                .queryExecutionId();

        assertThat(lake.finish(id).status().stateChangeReason()).isNull();
        assertThat(text("results", id + ".csv")).isEqualTo("\"mark\",\"n\",\"s\"\n\"?\",\"42\",\"it's'\"\n");
    }

    @Test
    void startsAQueryOnceForOneToken() {
        String first = startWithToken("SELECT 1 AS one");

        assertThat(startWithToken("SELECT 1 AS one")).isEqualTo(first);
        assertThatThrownBy(() -> startWithToken("SELECT 2 AS two"))
                .hasMessageContaining("Idempotent parameters do not match");
    }

    @Test
    void tellsWhatItKnowsOfAQuery() {
        String id = run("SHOW DATABASES");

        QueryExecution execution = lake.finish(id);

        assertThat(execution.statementType()).isEqualTo(StatementType.UTILITY);
        assertThat(execution.workGroup()).isEqualTo("primary");
        assertThat(execution.resultConfiguration().outputLocation()).isEqualTo("s3://results/athena_it/" + id + ".txt");
        assertThat(execution.statistics().totalExecutionTimeInMillis()).isNotNegative();
        assertThat(text("results", "athena_it/" + id + ".txt")).contains("athena_it\n");
        assertThat(lake.athena()
                        .listQueryExecutions(request -> request.maxResults(50))
                        .queryExecutionIds())
                .contains(id);
        assertThat(lake.athena()
                        .batchGetQueryExecution(request -> request.queryExecutionIds(id, "none"))
                        .unprocessedQueryExecutionIds())
                .hasSize(1);
        assertThat(lake.athena()
                        .getWorkGroup(request -> request.workGroup("primary"))
                        .workGroup()
                        .stateAsString())
                .isEqualTo("ENABLED");
    }

    private static String startWithToken(String sql) {
        return lake.athena()
                .startQueryExecution(request -> request.queryString(sql)
                        .clientRequestToken(TOKEN)
                        .resultConfiguration(result -> result.outputLocation("s3://results/")))
                .queryExecutionId();
    }

    private static long runningInEngine() {
        List<List<String>> rows = lake.rows(
                "SELECT count(*) FROM system.runtime.queries WHERE state = 'RUNNING' AND query LIKE '%% 7 = 3'",
                DATABASE);
        return Long.parseLong(rows.get(1).get(0));
    }

    private static QueryExecutionState state(String id) {
        return lake.athena()
                .getQueryExecution(request -> request.queryExecutionId(id))
                .queryExecution()
                .status()
                .state();
    }

    private static GetQueryResultsResponse results(String id, @Nullable String token, int most) {
        return lake.athena()
                .getQueryResults(
                        request -> request.queryExecutionId(id).nextToken(token).maxResults(most));
    }

    private static List<String> values(GetQueryResultsResponse page) {
        return page.resultSet().rows().stream()
                .map(row -> row.data().get(0).varCharValue())
                .toList();
    }

    private static String run(String sql) {
        return lake.run(sql, DATABASE);
    }

    private static void write(String key, String content) throws IOException {
        Path file = bucket.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void parquet(String folder, String query) throws IOException, SQLException {
        Path file = bucket.resolve(folder).resolve("part.parquet");
        Files.createDirectories(file.getParent());
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
    }

    private static String text(String from, String key) {
        return lake.s3()
                .getObjectAsBytes(request -> request.bucket(from).key(key))
                .asUtf8String();
    }

    private static List<String> keys(String in, String prefix) {
        return lake.s3().listObjectsV2(request -> request.bucket(in).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }
}
