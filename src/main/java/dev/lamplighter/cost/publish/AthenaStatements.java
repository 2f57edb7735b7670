package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;

/**
 * Runs one statement to its end: it succeeded, or there is a {@link ProblemException} with Athena's own reason. A
 * statement that takes too long is stopped, never left running and never submitted a second time.
 */
public final class AthenaStatements {
    private final AthenaClient athena;
    private final AthenaSettings settings;
    private final InstantSource clock;
    private final Pause pause;

    public AthenaStatements(AthenaClient athena, AthenaSettings settings, InstantSource clock, Pause pause) {
        this.athena = athena;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    /** Runs a statement in the configured database. */
    public void run(String sql) {
        finish(start(sql, settings.database()), sql);
    }

    /** Runs a statement that needs no database to exist. */
    void runWithoutDatabase(String sql) {
        finish(start(sql, null), sql);
    }

    /** Runs a SELECT and returns its rows, page after page, without the line of column names; null is NULL. */
    List<List<@Nullable String>> rows(String sql) {
        String id = start(sql, settings.database());
        finish(id, sql);
        return rowsOf(athena, id);
    }

    /** The rows of a SELECT that succeeded, without the line of column names that Athena puts first. */
    public static List<List<@Nullable String>> rowsOf(AthenaClient athena, String queryExecutionId) {
        List<List<@Nullable String>> rows = linesOf(athena, queryExecutionId, Integer.MAX_VALUE);
        return rows.isEmpty() ? rows : rows.subList(1, rows.size());
    }

    /** Column names and rows of a SELECT that succeeded, until there are {@code most} lines or one page more. */
    public static List<List<@Nullable String>> linesOf(AthenaClient athena, String queryExecutionId, int most) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        String nextToken = null;
        do {
            GetQueryResultsResponse page = athena.getQueryResults(GetQueryResultsRequest.builder()
                    .queryExecutionId(queryExecutionId)
                    .nextToken(nextToken)
                    .build());
            page.resultSet().rows().forEach(row -> lines.add(values(row)));
            nextToken = page.nextToken();
        } while (nextToken != null && lines.size() < most);
        return lines;
    }

    private static List<@Nullable String> values(Row row) {
        List<@Nullable String> values = new ArrayList<>();
        for (Datum datum : row.data()) {
            values.add(datum.varCharValue());
        }
        return values;
    }

    /** The token makes a request that the SDK repeats the same request. */
    private String start(String sql, @Nullable String database) {
        return athena.startQueryExecution(StartQueryExecutionRequest.builder()
                        .queryString(sql)
                        .clientRequestToken(UUID.randomUUID().toString())
                        .queryExecutionContext(QueryExecutionContext.builder()
                                .database(database)
                                .build())
                        .workGroup(settings.workgroup())
                        .resultConfiguration(ResultConfiguration.builder()
                                .outputLocation(settings.output())
                                .build())
                        .build())
                .queryExecutionId();
    }

    private void finish(String id, String sql) {
        Instant deadline = clock.instant().plus(settings.timeout());
        QueryExecutionStatus status = status(id);
        while (isRunning(status.state())) {
            if (!clock.instant().isBefore(deadline)) {
                stop(id);
                throw timedOut(id, sql, settings.timeout());
            }
            await(id);
            status = status(id);
        }
        if (status.state() != QueryExecutionState.SUCCEEDED) {
            throw failed(id, sql, status);
        }
    }

    private QueryExecutionStatus status(String id) {
        return athena.getQueryExecution(
                        GetQueryExecutionRequest.builder().queryExecutionId(id).build())
                .queryExecution()
                .status();
    }

    private void await(String id) {
        try {
            pause.pause(settings.pollDelay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(id);
            throw new IllegalStateException("interrupted while Athena ran " + id, e);
        }
    }

    private void stop(String id) {
        athena.stopQueryExecution(
                StopQueryExecutionRequest.builder().queryExecutionId(id).build());
    }

    private static boolean isRunning(QueryExecutionState state) {
        return state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING;
    }

    private static ProblemException failed(String id, String sql, QueryExecutionStatus status) {
        return new ProblemException(new Problem(
                "COST-111",
                "Athena query execution " + id,
                status.stateAsString() + " \"" + beginning(sql) + "\"",
                status.stateChangeReason() == null ? "Athena gave no reason" : status.stateChangeReason(),
                "mend what Athena names; the step is repeated by itself",
                Problem.Kind.RETRY));
    }

    private static ProblemException timedOut(String id, String sql, Duration timeout) {
        return new ProblemException(new Problem(
                "COST-112",
                "Athena query execution " + id,
                "stopped \"" + beginning(sql) + "\"",
                "it ran longer than " + timeout,
                "look at the workgroup's queue or raise cost.athena.timeout",
                Problem.Kind.RETRY));
    }

    private static String beginning(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= 80 ? line : line.substring(0, 80) + "...";
    }
}
