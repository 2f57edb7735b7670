package dev.lamplighter.sandbox.athena;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Records one query execution: what was asked, how far it came, what it left. Thread-safe; a final state stays. */
final class QueryRecord {
    private final String id;
    private final StartQueryExecutionRequest request;
    private final StatementKind kind;
    private final String outputLocation;
    private final String workGroup;
    private final InstantSource clock;
    private final Instant submitted;

    private QueryExecutionState state = QueryExecutionState.QUEUED;
    private @Nullable Instant begun;
    private @Nullable Instant completed;
    private @Nullable String reason;
    private @Nullable AthenaError error;
    private @Nullable TrinoStatementClient engineQuery;
    private List<ColumnInfo> columns = List.of();
    private long scannedBytes;
    private @Nullable Long updateCount;

    /** @param folder where results go, with a slash at its end */
    QueryRecord(String id, StartQueryExecutionRequest request, String workGroup, String folder, InstantSource clock) {
        this.id = id;
        this.request = request;
        this.kind = StatementKind.of(request.queryString());
        this.outputLocation = folder + id + kind.suffix();
        this.workGroup = workGroup;
        this.clock = clock;
        this.submitted = clock.instant();
    }

    String id() {
        return id;
    }

    StartQueryExecutionRequest request() {
        return request;
    }

    StatementKind kind() {
        return kind;
    }

    String outputLocation() {
        return outputLocation;
    }

    String workGroup() {
        return workGroup;
    }

    String database() {
        String named = request.queryExecutionContext() == null
                ? null
                : request.queryExecutionContext().database();
        return named == null ? "default" : named.toLowerCase(Locale.ROOT);
    }

    synchronized QueryExecutionState state() {
        return state;
    }

    synchronized List<ColumnInfo> columns() {
        return columns;
    }

    synchronized @Nullable Long updateCount() {
        return updateCount;
    }

    /** False when it was cancelled before it began. */
    synchronized boolean begin() {
        if (state != QueryExecutionState.QUEUED) {
            return false;
        }
        state = QueryExecutionState.RUNNING;
        begun = clock.instant();
        return true;
    }

    /** Lets {@link #cancel} reach the engine; a query cancelled by now is ended there at once. */
    void attach(TrinoStatementClient query) {
        boolean isLate;
        synchronized (this) {
            engineQuery = query;
            isLate = state == QueryExecutionState.CANCELLED;
        }
        if (isLate) {
            query.cancel();
        }
    }

    synchronized void describe(List<ColumnInfo> known, long scanned, @Nullable Long updated) {
        columns = List.copyOf(known);
        scannedBytes = scanned;
        updateCount = updated;
    }

    synchronized void succeed() {
        end(QueryExecutionState.SUCCEEDED);
    }

    /** Without effect once cancelled: ending the engine's query makes it fail. */
    synchronized void fail(String why, AthenaError athenaError) {
        if (end(QueryExecutionState.FAILED)) {
            reason = why;
            error = athenaError;
        }
    }

    void cancel() {
        TrinoStatementClient running;
        synchronized (this) {
            if (!end(QueryExecutionState.CANCELLED)) {
                return;
            }
            reason = "Query cancelled by user";
            running = engineQuery;
        }
        if (running != null) {
            running.cancel();
        }
    }

    private boolean end(QueryExecutionState last) {
        if (completed != null) {
            return false;
        }
        state = last;
        completed = clock.instant();
        return true;
    }

    /** As GetQueryExecution gives it. */
    synchronized QueryExecution toModel() {
        return QueryExecution.builder()
                .queryExecutionId(id)
                .query(request.queryString())
                .statementType(kind.type())
                .resultConfiguration(result -> result.outputLocation(outputLocation))
                .queryExecutionContext(request.queryExecutionContext())
                .workGroup(workGroup)
                .engineVersion(version ->
                        version.selectedEngineVersion("AUTO").effectiveEngineVersion("Athena engine version 3"))
                .executionParameters(request.hasExecutionParameters() ? request.executionParameters() : null)
                .status(status())
                .statistics(statistics())
                .build();
    }

    private QueryExecutionStatus status() {
        return QueryExecutionStatus.builder()
                .state(state)
                .stateChangeReason(reason)
                .submissionDateTime(submitted)
                .completionDateTime(completed)
                .athenaError(error)
                .build();
    }

    private QueryExecutionStatistics statistics() {
        Instant end = completed == null ? clock.instant() : completed;
        Instant start = begun == null ? end : begun;
        return QueryExecutionStatistics.builder()
                .queryQueueTimeInMillis(Duration.between(submitted, start).toMillis())
                .engineExecutionTimeInMillis(Duration.between(start, end).toMillis())
                .totalExecutionTimeInMillis(Duration.between(submitted, end).toMillis())
                .dataScannedInBytes(scannedBytes)
                .build();
    }
}
