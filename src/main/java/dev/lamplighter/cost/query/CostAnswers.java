package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.AthenaRows;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.StatementInProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/** Stores the answers that the route {@code cost-answer} brings. */
public final class CostAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CostAnswers.class);
    /** The most lines: an answer is read by people, and a longer one stays where Athena wrote it. */
    private static final int MOST_LINES = 50_000;

    private static final int CHANGES_TOLD = 5;

    private final CostPublishSettings costs;
    private final AnswerHistory history;
    private final QueryRunLedger ledger;
    private final Map<String, QueryResult> last = new ConcurrentSkipListMap<>();

    public CostAnswers(CostPublishSettings costs, AnswerHistory history, QueryRunLedger ledger) {
        this.costs = costs;
        this.history = history;
        this.ledger = ledger;
    }

    /**
     * Refuses a query run that Athena refused or that took too long: it would end in the same way again.
     *
     * @param run null when a step before its start failed
     * @throws ProblemException COST-123 with Athena's reason, COST-124 when it took too long
     */
    public void refused(SubmittedQuery asked, @Nullable StatementInProgress run, Exception failure) {
        Problem problem = CostFailureLog.problem(failure);
        boolean tooSlow = run != null && run.isOutOfTime();
        throw settled(
                tooSlow ? CostProblemCode.QUERY_TOO_SLOW : CostProblemCode.QUERY_FAILED,
                asked,
                run == null ? "" : run.executionId(),
                problem.where(),
                problem.what(),
                problem.why(),
                tooSlow
                        ? "narrow the query or raise cost.athena.timeout"
                        : "correct the query file; it is asked again after the next publication");
    }

    /**
     * Writes the answer into the local history.
     *
     * @param pages of Athena's result
     */
    public QueryResult store(SubmittedQuery asked, String queryExecutionId, Iterable<GetQueryResultsResponse> pages)
            throws IOException {
        if (!queryExecutionId.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("not a query execution id: " + queryExecutionId);
        }
        List<List<@Nullable String>> lines = AthenaRows.lines(pages, MOST_LINES);
        if (lines.size() > MOST_LINES) {
            throw settled(
                    CostProblemCode.ANSWER_TOO_LONG,
                    asked,
                    queryExecutionId,
                    queryExecutionId,
                    "more than " + MOST_LINES + " lines",
                    "that is no answer to keep on a small machine",
                    "group it in the query; the whole result is in "
                            + costs.athena().output());
        }
        String name = asked.queryRun().name();
        AnswerHistory.Kept kept = history.keep(asked, queryExecutionId, lines);
        QueryResult queryResult = new QueryResult(
                name,
                asked.askedAt(),
                queryExecutionId,
                Math.max(0, lines.size() - 1),
                kept.file(),
                kept.archiveKey(),
                kept.changes());
        last.put(name, queryResult);
        ledger.settled(asked.queryRun(), queryExecutionId);
        LOG.info(
                "answered query={} rows={} file={} queryExecutionId={} rowsChanged={}",
                name,
                queryResult.rows(),
                kept.file(),
                queryExecutionId,
                kept.changes().size());
        kept.changes().stream().limit(CHANGES_TOLD).forEach(line -> LOG.info("{} changed: {}", name, line));
        return queryResult;
    }

    /** Answers whose copy in the target bucket could not be written when they were stored. */
    public List<AnswerFile> unarchived() throws IOException {
        return history.unarchived();
    }

    /** Records that the copy of this answer is in the target bucket. */
    public void archived(Path file) throws IOException {
        history.archived(file);
    }

    /** The latest answer of each query run since the start, by the run's name. */
    public List<QueryResult> last() {
        return new ArrayList<>(last.values());
    }

    private ProblemException settled(
            CostProblemCode code,
            SubmittedQuery asked,
            String executionId,
            String where,
            String what,
            String why,
            String fix) {
        ledger.settled(asked.queryRun(), executionId);
        return new ProblemException(
                new Problem(code, "query " + asked.queryRun().name() + ", " + where, what, why, fix));
    }
}
