package dev.lamplighter.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** Asks Athena about the published table for the sandbox itself, beside the service. */
final class AthenaQuestion {
    private static final Set<QueryExecutionState> ENDED =
            Set.of(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);

    private final AthenaClient athena;

    AthenaQuestion(AthenaClient athena) {
        this.athena = athena;
    }

    /** The only row of the answer. */
    List<String> row(String sql) throws Exception {
        String id = athena.startQueryExecution(request -> request.queryString(sql)
                        .resultConfiguration(to -> to.outputLocation("s3://" + StandIns.TABLES + "/athena/")))
                .queryExecutionId();
        QueryExecution execution = new Patience(Duration.ofMinutes(2), () -> true)
                .until(
                        () -> athena.getQueryExecution(request -> request.queryExecutionId(id))
                                .queryExecution(),
                        seen -> ENDED.contains(seen.status().state()));
        if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new IllegalStateException(execution.status().stateChangeReason());
        }
        return athena.getQueryResults(request -> request.queryExecutionId(id)).resultSet().rows().get(1).data().stream()
                .map(Datum::varCharValue)
                .toList();
    }
}
