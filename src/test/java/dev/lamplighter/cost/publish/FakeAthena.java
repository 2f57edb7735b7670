package dev.lamplighter.cost.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;

/**
 * Athena as far as publishing goes: understands our DDL, keeps tables and partitions, answers any other SELECT with two
 * rows on two pages. A statement is RUNNING at the first look and ends at the second. Its calls may come from several threads.
 */
public final class FakeAthena implements AthenaClient {
    private static final Pattern NAME = Pattern.compile("(?:TABLE|EXISTS) `([a-z0-9_]+)`");
    private static final Pattern COLUMN = Pattern.compile("(?m)^ {2}`([a-z0-9_]+)` (\\S+?),?$");
    private static final Pattern SCHEMA = Pattern.compile("table_name = '([a-z0-9_]+)'");
    private static final Pattern MONTH = Pattern.compile("billing_period = '([0-9-]+)'");
    private static final Pattern LOCATION = Pattern.compile("LOCATION '([^']+)'");

    private final List<StartQueryExecutionRequest> started = new ArrayList<>();
    private final List<String> stopped = new ArrayList<>();
    private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    private final Map<String, String> partitions = new LinkedHashMap<>();
    private final List<String> switches = new ArrayList<>();
    private final Map<String, String[]> answers = new LinkedHashMap<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final Map<String, QueryExecutionStatus> ended = new LinkedHashMap<>();
    private Function<String, List<String[]>> answering = sql -> List.of();
    private Consumer<String> writing = sql -> {};
    private long scannedBytes = 1;
    private Predicate<String> fails = sql -> false;
    private Predicate<String> hangs = sql -> false;
    private Predicate<String> isUnreachable = sql -> false;

    public synchronized List<String> statements() {
        return started.stream().map(StartQueryExecutionRequest::queryString).toList();
    }

    public List<StartQueryExecutionRequest> started() {
        return started;
    }

    /** How often somebody looked how far a statement is. */
    int looks(String id) {
        return looks.getOrDefault(id, 0);
    }

    public List<String> stopped() {
        return stopped;
    }

    /** Location by {@code table month}. */
    public Map<String, String> partitions() {
        return partitions;
    }

    /** Every change of a partition's location, as {@code month location}. */
    public List<String> switches() {
        return switches;
    }

    public Map<String, String> columns(String table) {
        return tables.getOrDefault(table, Map.of());
    }

    /** What a SELECT that begins so is answered: one row. */
    public void answer(String beginning, String... values) {
        answers.put(beginning, values);
    }

    /** What a SELECT is answered: rows; none for the usual answer. */
    public void answerBy(Function<String, List<String[]>> rows) {
        answering = rows;
    }

    /** What a CREATE TABLE AS does when it ends. */
    public void writeBy(Consumer<String> effect) {
        writing = effect;
    }

    public Set<String> tables() {
        return tables.keySet();
    }

    /** From now on statements say that they have read so much. */
    public void scan(long bytes) {
        scannedBytes = bytes;
    }

    public void failWhen(Predicate<String> sql) {
        fails = sql;
    }

    public void hangWhen(Predicate<String> sql) {
        hangs = sql;
    }

    public void isUnreachableWhen(Predicate<String> sql) {
        isUnreachable = sql;
    }

    @Override
    public synchronized StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        if (isUnreachable.test(request.queryString())) {
            throw SdkClientException.create("Athena can't be reached");
        }
        for (int i = 0; i < started.size(); i++) {
            if (started.get(i).clientRequestToken().equals(request.clientRequestToken())) {
                return StartQueryExecutionResponse.builder()
                        .queryExecutionId("q-" + (i + 1))
                        .build();
            }
        }
        started.add(request);
        return StartQueryExecutionResponse.builder()
                .queryExecutionId("q-" + started.size())
                .build();
    }

    @Override
    public synchronized GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        String id = request.queryExecutionId();
        int look = looks.merge(id, 1, Integer::sum);
        QueryExecutionStatus running = QueryExecutionStatus.builder()
                .state(QueryExecutionState.RUNNING)
                .build();
        QueryExecutionStatus status = look < 2 || (hangs.test(sql(id)) && !ended.containsKey(id))
                ? running
                : ended.computeIfAbsent(id, key -> end(sql(id)));
        return GetQueryExecutionResponse.builder()
                .queryExecution(QueryExecution.builder()
                        .queryExecutionId(id)
                        .status(status)
                        .statistics(statistics -> statistics.dataScannedInBytes(scannedBytes))
                        .resultConfiguration(ResultConfiguration.builder()
                                .outputLocation("s3://results/" + id + ".csv")
                                .build())
                        .build())
                .build();
    }

    @Override
    public synchronized StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        stopped.add(sql(request.queryExecutionId()));
        ended.put(
                request.queryExecutionId(),
                QueryExecutionStatus.builder()
                        .state(QueryExecutionState.CANCELLED)
                        .build());
        return StopQueryExecutionResponse.builder().build();
    }

    @Override
    public synchronized GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        Matcher table = SCHEMA.matcher(sql(request.queryExecutionId()));
        boolean isFirstPage = request.nextToken() == null;
        List<Row> rows = new ArrayList<>();
        if (table.find()) {
            rows.add(row("column_name", "data_type"));
            columns(table.group(1)).forEach((name, type) -> rows.add(row(name, trinoType(type))));
            return results(rows, null);
        }
        for (String[] values : answering.apply(sql(request.queryExecutionId()))) {
            rows.add(row(values));
        }
        if (!rows.isEmpty()) {
            rows.add(0, row("_col0"));
            return results(rows, null);
        }
        for (Map.Entry<String, String[]> answer : answers.entrySet()) {
            if (sql(request.queryExecutionId()).startsWith(answer.getKey())) {
                return results(List.of(row(answer.getValue()), row(answer.getValue())), null);
            }
        }
        rows.add(isFirstPage ? row("who", "cost") : row(null, "2.0000000000"));
        if (isFirstPage) {
            rows.add(row("a \"quoted\", one", "1.5000000000"));
        }
        return results(rows, isFirstPage ? "page-2" : null);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private String sql(String id) {
        return started.get(Integer.parseInt(id.substring(2)) - 1).queryString();
    }

    private QueryExecutionStatus end(String sql) {
        if (fails.test(sql)) {
            return QueryExecutionStatus.builder()
                    .state(QueryExecutionState.FAILED)
                    .stateChangeReason("SYNTAX_ERROR: line 1:15: mind the gap")
                    .build();
        }
        apply(sql);
        return QueryExecutionStatus.builder()
                .state(QueryExecutionState.SUCCEEDED)
                .build();
    }

    private void apply(String sql) {
        if (sql.startsWith("CREATE TABLE \"")) {
            String table = sql.split("\"", -1)[1];
            if (tables.put(table, Map.of()) != null) {
                throw new IllegalStateException("TABLE_ALREADY_EXISTS: " + table);
            }
            writing.accept(sql);
        } else if (sql.startsWith("DROP TABLE IF EXISTS")) {
            tables.remove(name(sql));
        } else if (sql.startsWith("CREATE EXTERNAL TABLE")) {
            tables.putIfAbsent(name(sql), columnsIn(sql));
        } else if (sql.contains(" ADD COLUMNS ")) {
            tables.computeIfAbsent(name(sql), unknown -> {
                        throw new IllegalStateException("no such table: " + unknown);
                    })
                    .putAll(columnsIn(sql));
        } else if (sql.contains(" ADD IF NOT EXISTS PARTITION ")) {
            if (!partitions.containsKey(partition(sql))) {
                locate(sql);
            }
        } else if (sql.contains(" SET LOCATION ")) {
            if (!partitions.containsKey(partition(sql))) {
                throw new IllegalStateException("no such partition: " + sql);
            }
            locate(sql);
        }
    }

    private void locate(String sql) {
        String location = group(LOCATION, sql);
        String before = partitions.put(partition(sql), location);
        if (!location.equals(before)) {
            switches.add(group(MONTH, sql) + " " + location);
        }
    }

    private static Map<String, String> columnsIn(String sql) {
        Map<String, String> columns = new LinkedHashMap<>();
        COLUMN.matcher(sql).results().forEach(column -> columns.put(column.group(1), column.group(2)));
        return columns;
    }

    private static String partition(String sql) {
        return name(sql) + " " + group(MONTH, sql);
    }

    private static String name(String sql) {
        return group(NAME, sql);
    }

    private static String group(Pattern pattern, String sql) {
        Matcher matcher = pattern.matcher(sql);
        if (!matcher.find()) {
            throw new IllegalStateException("can't find " + pattern + " in " + sql);
        }
        return matcher.group(1);
    }

    private static String trinoType(String hiveType) {
        return switch (hiveType) {
            case "string" -> "varchar";
            case "timestamp" -> "timestamp(3)";
            default -> hiveType;
        };
    }

    private static GetQueryResultsResponse results(List<Row> rows, @Nullable String nextToken) {
        return GetQueryResultsResponse.builder()
                .resultSet(ResultSet.builder().rows(rows).build())
                .nextToken(nextToken)
                .build();
    }

    private static Row row(@Nullable String... values) {
        List<Datum> data = new ArrayList<>();
        for (@Nullable String value : values) {
            data.add(Datum.builder().varCharValue(value).build());
        }
        return Row.builder().data(data).build();
    }
}
