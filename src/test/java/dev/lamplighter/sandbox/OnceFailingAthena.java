package dev.lamplighter.sandbox;

import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/** Athena, whose first query of a kind fails as Athena's queries do: accepted, then FAILED with a reason. */
final class OnceFailingAthena implements AthenaClient {
    private static final String NONE = "";

    private final AthenaClient athena;
    private final String kind;
    private final AtomicReference<String> failing = new AtomicReference<>(NONE);

    /** @param kind a piece of the SQL */
    OnceFailingAthena(AthenaClient athena, String kind) {
        this.athena = athena;
        this.kind = kind;
    }

    @Override
    public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
        StartQueryExecutionResponse response = athena.startQueryExecution(request);
        if (request.queryString().contains(kind)) {
            failing.compareAndSet(NONE, response.queryExecutionId());
        }
        return response;
    }

    @Override
    public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
        GetQueryExecutionResponse response = athena.getQueryExecution(request);
        return request.queryExecutionId().equals(failing.get()) ? failed(response) : response;
    }

    private static GetQueryExecutionResponse failed(GetQueryExecutionResponse response) {
        QueryExecution execution = response.queryExecution();
        return response.toBuilder()
                .queryExecution(execution.toBuilder()
                        .status(execution.status().toBuilder()
                                .state(QueryExecutionState.FAILED)
                                .stateChangeReason("Query exhausted resources at this scale factor")
                                .build())
                        .build())
                .build();
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
        return athena.getQueryResults(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        athena.close();
    }
}
