package dev.lamplighter.sandbox.athena;

import dev.lamplighter.sandbox.glue.HiveGrammar;
import dev.lamplighter.sandbox.glue.HiveSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Stands in for Athena in one process: workgroup {@code primary}, four queries at a time, the others queued. What is Hive's goes to
 * {@code glue}, the rest to {@code engine}, results go to {@code s3}.
 *
 * <p>It differs from AWS in this: statements for the engine are checked when they run, so that a misspelt SELECT is
 * accepted and then FAILED; INSERT and CREATE TABLE AS leave no manifest; {@code .metadata} objects are empty; executions
 * are kept until the process ends.
 */
public final class AthenaStandIn implements AthenaClient {
    private static final int AT_A_TIME = 4;
    /** "Service Quotas", Amazon Athena User Guide. */
    private static final int MOST_QUERY_BYTES = 262_144;

    private static final int MOST_ROWS = 1000;
    private static final int MOST_LISTED = 50;

    private final InstantSource clock;
    private final ResultStore results;
    private final QueryExecutor runner;
    private final WorkGroups workGroups = new WorkGroups();
    private final Map<String, QueryRecord> queries = new ConcurrentHashMap<>();
    private final Map<String, QueryRecord> byToken = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<QueryRecord> newestFirst = new ConcurrentLinkedDeque<>();
    private final ThreadPoolExecutor threads;

    /** The engine is started by the first statement that needs it, and closed by whoever made it. */
    public AthenaStandIn(GlueClient glue, TrinoEngine engine, S3Client s3, InstantSource clock) {
        this.clock = clock;
        this.results = new ResultStore(s3);
        this.runner = new QueryExecutor(engine, new HiveDdl(glue, engine::discoverPartitions), results);
        this.threads = new ThreadPoolExecutor(
                AT_A_TIME, AT_A_TIME, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), AthenaStandIn::thread);
        threads.allowCoreThreadTimeOut(true);
        createWorkGroup(request -> request.name(WorkGroups.PRIMARY));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "athena-stand-in");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        WorkGroup workGroup = workGroups.get(request.workGroup());
        String token = request.clientRequestToken();
        QueryRecord earlier = token == null ? null : byToken.get(token);
        if (earlier != null) {
            if (!earlier.request().equalsBySdkFields(request)) {
                throw refusal("Idempotent parameters do not match", "INVALID_INPUT");
            }
            return started(earlier);
        }
        check(request);
        String folder = WorkGroups.folder(workGroup, request.resultConfiguration());
        if (!results.hasBucket(folder)) {
            throw refusal("Unable to verify/create output bucket " + folder.split("/", -1)[2], "INVALID_INPUT");
        }
        QueryRecord query = new QueryRecord(UUID.randomUUID().toString(), request, workGroup.name(), folder, clock);
        queries.put(query.id(), query);
        newestFirst.addFirst(query);
        if (token != null) {
            byToken.put(token, query);
        }
        threads.execute(() -> runner.run(query));
        return started(query);
    }

    private static StartQueryExecutionResponse started(QueryRecord query) {
        return StartQueryExecutionResponse.builder()
                .queryExecutionId(query.id())
                .build();
    }

    /** What AWS refuses before it queues. */
    private static void check(StartQueryExecutionRequest request) {
        String sql = request.queryString();
        String token = request.clientRequestToken();
        if (sql == null || sql.isBlank()) {
            throw refusal("Query string cannot be empty.", "INVALID_INPUT");
        }
        if (sql.getBytes(StandardCharsets.UTF_8).length > MOST_QUERY_BYTES) {
            throw refusal("Query string must be at most " + MOST_QUERY_BYTES + " bytes", "INVALID_INPUT");
        }
        if (token != null && (token.length() < 32 || token.length() > 128)) {
            throw refusal("clientRequestToken must have 32 to 128 characters, got " + token.length(), "INVALID_INPUT");
        }
        if (StatementKind.of(sql).isHive()) {
            try {
                HiveGrammar.statement(sql);
            } catch (HiveSyntaxException malformed) {
                throw refusal(String.valueOf(malformed.getMessage()), "MALFORMED_QUERY");
            }
        }
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        return GetQueryExecutionResponse.builder()
                .queryExecution(get(request.queryExecutionId()).toModel())
                .build();
    }

    @Override
    public BatchGetQueryExecutionResponse batchGetQueryExecution(BatchGetQueryExecutionRequest request) {
        List<QueryExecution> found = new ArrayList<>();
        List<UnprocessedQueryExecutionId> unknown = new ArrayList<>();
        for (String id : request.queryExecutionIds()) {
            QueryRecord query = queries.get(id);
            if (query == null) {
                unknown.add(UnprocessedQueryExecutionId.builder()
                        .queryExecutionId(id)
                        .errorCode("INVALID_INPUT")
                        .errorMessage("QueryExecution " + id + " was not found")
                        .build());
            } else {
                found.add(query.toModel());
            }
        }
        return BatchGetQueryExecutionResponse.builder()
                .queryExecutions(found)
                .unprocessedQueryExecutionIds(unknown)
                .build();
    }

    @Override
    public ListQueryExecutionsResponse listQueryExecutions(ListQueryExecutionsRequest request) {
        String workGroup = workGroups.get(request.workGroup()).name();
        List<String> ids = newestFirst.stream()
                .filter(query -> query.workGroup().equals(workGroup))
                .map(QueryRecord::id)
                .toList();
        int begin = request.nextToken() == null ? 0 : ids.indexOf(request.nextToken());
        if (begin < 0) {
            throw refusal("Invalid NextToken", "INVALID_INPUT");
        }
        int size = request.maxResults() == null ? MOST_LISTED : Math.min(request.maxResults(), MOST_LISTED);
        int end = Math.min(ids.size(), begin + size);
        return ListQueryExecutionsResponse.builder()
                .queryExecutionIds(ids.subList(begin, end))
                .nextToken(end < ids.size() ? ids.get(end) : null)
                .build();
    }

    @Override
    public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
        get(request.queryExecutionId()).cancel();
        return StopQueryExecutionResponse.builder().build();
    }

    /** At most 1,000 rows; of a SELECT the names of its columns are the first. */
    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        QueryRecord query = get(request.queryExecutionId());
        requireSucceeded(query);
        int size = request.maxResults() == null ? MOST_ROWS : request.maxResults();
        if (size < 1 || size > MOST_ROWS) {
            throw refusal("MaxResults is more than maximum allowed length " + MOST_ROWS + ".", "INVALID_INPUT");
        }
        ResultStore.Rows page = query.kind() == StatementKind.WRITE
                ? new ResultStore.Rows(List.of(), -1)
                : results.read(
                        query.outputLocation(), query.kind() == StatementKind.QUERY, from(request.nextToken()), size);
        return GetQueryResultsResponse.builder()
                .updateCount(query.updateCount())
                .resultSet(set -> set.rows(
                                page.rows().stream().map(AthenaStandIn::row).toList())
                        .resultSetMetadata(metadata -> metadata.columnInfo(query.columns())))
                .nextToken(page.next() < 0 ? null : Long.toString(page.next()))
                .build();
    }

    private static void requireSucceeded(QueryRecord query) {
        QueryExecutionState state = query.state();
        if (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING) {
            throw refusal("Query has not yet finished. Current state: " + state, "INVALID_QUERY_EXECUTION_STATE");
        }
        if (state != QueryExecutionState.SUCCEEDED) {
            throw refusal(
                    "Query did not finish successfully. Final query state: " + state, "INVALID_QUERY_EXECUTION_STATE");
        }
    }

    private static long from(@Nullable String token) {
        try {
            return token == null ? 0 : Long.parseUnsignedLong(token);
        } catch (NumberFormatException notOurs) {
            throw refusal("Invalid NextToken", "INVALID_INPUT");
        }
    }

    private static Row row(List<@Nullable String> values) {
        List<Datum> data = new ArrayList<>();
        values.forEach(value -> data.add(Datum.builder().varCharValue(value).build()));
        return Row.builder().data(data).build();
    }

    @Override
    public GetWorkGroupResponse getWorkGroup(GetWorkGroupRequest request) {
        return GetWorkGroupResponse.builder()
                .workGroup(workGroups.get(request.workGroup()))
                .build();
    }

    @Override
    public CreateWorkGroupResponse createWorkGroup(CreateWorkGroupRequest request) {
        workGroups.add(WorkGroup.builder()
                .name(request.name())
                .description(request.description())
                .configuration(
                        request.configuration() == null
                                ? WorkGroupConfiguration.builder().build()
                                : request.configuration())
                .state(WorkGroupState.ENABLED)
                .creationTime(clock.instant())
                .build());
        return CreateWorkGroupResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Ends what still runs; the clients and the engine are their maker's to close. */
    @Override
    public void close() {
        threads.shutdown();
        queries.values().forEach(QueryRecord::cancel);
    }

    private QueryRecord get(String id) {
        QueryRecord query = queries.get(id);
        if (query == null) {
            throw refusal("QueryExecution " + id + " was not found", "INVALID_INPUT");
        }
        return query;
    }

    private static InvalidRequestException refusal(String message, String code) {
        return InvalidRequestException.builder()
                .message(message)
                .athenaErrorCode(code)
                .build();
    }
}
