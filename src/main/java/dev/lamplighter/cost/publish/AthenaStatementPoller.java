package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.AthenaSettings;
import dev.lamplighter.cost.athena.AthenaStatement;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.ledger.AthenaScans;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;

/**
 * Decides whether a statement of the route {@code athena} has ended, and throws a {@link ProblemException} with Athena's own
 * reason if it failed. A statement that takes too long is stopped, never left running.
 */
public final class AthenaStatementPoller {
    private static final Logger LOG = LoggerFactory.getLogger(AthenaStatementPoller.class);
    private static final int LONGEST_BEGINNING = 80;

    private final Supplier<AthenaClient> athena;
    private final AthenaSettings settings;
    private final InstantSource clock;
    private final AthenaScans scans;

    /**
     * @param athena asked only when a statement is to be stopped
     * @param clock one that is never set back
     */
    public AthenaStatementPoller(
            Supplier<AthenaClient> athena, AthenaSettings settings, InstantSource clock, AthenaScans scans) {
        this.athena = athena;
        this.settings = settings;
        this.clock = clock;
        this.scans = scans;
    }

    /**
     * Begins a statement and its time limit; a statement that creates the database names no database to run in.
     *
     * @param statement the SQL, or an {@link AthenaStatement} with its token and time limit
     */
    public StatementInProgress begin(Object statement) {
        String sql = statement.toString();
        boolean isKnown = statement instanceof AthenaStatement;
        return new StatementInProgress(
                sql,
                sql.startsWith(TableDdl.CREATE_DATABASE) ? "" : settings.database(),
                isKnown
                        ? ((AthenaStatement) statement).token()
                        : UUID.randomUUID().toString(),
                clock.instant(),
                isKnown ? ((AthenaStatement) statement).timeout() : settings.timeout());
    }

    /**
     * Checks the state of a running statement: false while it still runs, true when it has succeeded.
     *
     * @throws ProblemException COST-111 with Athena's reason when it failed or was cancelled, COST-112 when it took too long
     */
    public boolean isDone(StatementInProgress run, GetQueryExecutionResponse told) {
        QueryExecutionStatus status = told.queryExecution().status();
        String id = told.queryExecution().queryExecutionId();
        run.look(told.queryExecution());
        if (status.state() == QueryExecutionState.QUEUED || status.state() == QueryExecutionState.RUNNING) {
            if (run.isLate(clock.instant())) {
                run.runOutOfTime();
                throw tooSlow(run, id);
            }
            return false;
        }
        run.end();
        if (status.state() != QueryExecutionState.SUCCEEDED) {
            throw failed(run, id, status); // Athena bills no failed statement
        }
        count(run, id);
        return true;
    }

    /** The time between two checks of a running statement, in milliseconds, for Camel's delay. */
    public long pollDelayMillis() {
        return settings.pollDelay().toMillis();
    }

    /**
     * Stops a statement that is no longer needed: it took too long, the service ends, or a step failed.
     *
     * @param id null when Athena never accepted it
     */
    public void end(StatementInProgress run, @Nullable String id) {
        if (run.isEnded() || id == null) {
            return;
        }
        run.end();
        count(run, id); // what was scanned until it was stopped is billed
        try {
            athena.get()
                    .stopQueryExecution(StopQueryExecutionRequest.builder()
                            .queryExecutionId(id)
                            .build());
        } catch (
                SdkException
                        e) { // the reason is reported already; if Athena can't be reached, the query can't be stopped
            LOG.debug("query execution {} goes on", id, e);
        }
    }

    private void count(StatementInProgress run, String id) {
        if (run.isBilled()) {
            scans.ended(id, clock.instant(), run.scannedBytes());
        }
    }

    private ProblemException failed(StatementInProgress run, String id, QueryExecutionStatus status) {
        return new ProblemException(new Problem(
                CostProblemCode.ATHENA_FAILED,
                "Athena query execution " + id,
                status.stateAsString() + " \"" + beginning(run.sql()) + "\"",
                status.stateChangeReason() == null ? "Athena gave no reason" : status.stateChangeReason(),
                "correct what Athena names; the step is repeated by itself",
                Problem.Kind.RETRY));
    }

    private ProblemException tooSlow(StatementInProgress run, String id) {
        return new ProblemException(new Problem(
                CostProblemCode.ATHENA_TOO_SLOW,
                "Athena query execution " + id,
                "stopped \"" + beginning(run.sql()) + "\"",
                "it ran longer than " + run.limit(),
                "look at the workgroup's queue or raise cost.athena.timeout",
                Problem.Kind.RETRY));
    }

    private static String beginning(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_BEGINNING ? line : line.substring(0, LONGEST_BEGINNING) + "...";
    }
}
