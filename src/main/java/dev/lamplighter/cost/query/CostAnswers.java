package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.publish.AthenaStatements;
import dev.lamplighter.cost.publish.CostSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;

/** Watches a question while Athena works on it, and keeps the answer. */
public final class CostAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CostAnswers.class);
    /** An answer is read by people; more lines than this are a listing, which stays where Athena wrote it. */
    private static final int MOST_LINES = 50_000;

    private static final int CHANGES_TOLD = 5;

    private final AthenaClient athena;
    private final CostSettings costs;
    private final AnswerHistory history;
    private final QuestionLedger ledger;
    private final InstantSource clock;
    private final Map<String, Answer> last = new ConcurrentSkipListMap<>();

    public CostAnswers(
            AthenaClient athena,
            CostSettings costs,
            AnswerHistory history,
            QuestionLedger ledger,
            InstantSource clock) {
        this.athena = athena;
        this.costs = costs;
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Looks at a running query: false while it has to be waited for, true when it succeeded.
     *
     * @throws ProblemException with Athena's reason when it failed or was cancelled, or when it took too long, in which
     *     case it is stopped
     */
    public boolean isReady(AskedQuestion asked, GetQueryExecutionResponse response) {
        QueryExecutionStatus status = response.queryExecution().status();
        String id = response.queryExecution().queryExecutionId();
        if (status.state() == QueryExecutionState.SUCCEEDED) {
            return true;
        }
        if (status.state() != QueryExecutionState.QUEUED && status.state() != QueryExecutionState.RUNNING) {
            String reason = status.stateChangeReason();
            throw refused(
                    "COST-123",
                    asked,
                    id,
                    status.stateAsString(),
                    reason == null ? "Athena gave no reason" : reason,
                    "mend the query file; it is asked again after the next publication");
        }
        if (!clock.instant().isBefore(asked.askedAt().plus(history.settings().timeout()))) {
            athena.stopQueryExecution(
                    StopQueryExecutionRequest.builder().queryExecutionId(id).build());
            throw refused(
                    "COST-124",
                    asked,
                    id,
                    "stopped",
                    "it ran longer than " + history.settings().timeout(),
                    "narrow the query or raise cost.query.timeout");
        }
        return false;
    }

    /** Puts the question to Athena; returns the query execution's id. */
    String start(AskedQuestion asked) {
        return athena.startQueryExecution(StartQueryExecutionRequest.builder()
                        .queryString(asked.sql())
                        .clientRequestToken(asked.token())
                        .queryExecutionContext(
                                context -> context.database(costs.athena().database()))
                        .workGroup(costs.athena().workgroup())
                        .resultConfiguration(
                                result -> result.outputLocation(costs.athena().output()))
                        .build())
                .queryExecutionId();
    }

    boolean isReady(AskedQuestion asked, String queryExecutionId) {
        return isReady(
                asked,
                athena.getQueryExecution(GetQueryExecutionRequest.builder()
                        .queryExecutionId(queryExecutionId)
                        .build()));
    }

    /** Between two looks at a running query, in milliseconds, as Camel's delay wants it. */
    public long pollDelayMillis() {
        return costs.athena().pollDelay().toMillis();
    }

    /** Writes the answer into the local history. */
    public Answer store(AskedQuestion asked, String queryExecutionId) throws IOException {
        if (!queryExecutionId.matches("[0-9A-Za-z-]{1,64}")) {
            throw new IllegalArgumentException("not a query execution id: " + queryExecutionId);
        }
        List<List<@Nullable String>> lines = AthenaStatements.linesOf(athena, queryExecutionId, MOST_LINES);
        if (lines.size() > MOST_LINES) {
            throw refused(
                    "COST-125",
                    asked,
                    queryExecutionId,
                    "more than " + MOST_LINES + " lines",
                    "that is no answer to keep on a small machine",
                    "group it in the query; the whole result is in "
                            + costs.athena().output());
        }
        String name = asked.question().name();
        AnswerHistory.Kept kept = history.keep(asked, queryExecutionId, lines);
        Answer answer = new Answer(
                name,
                asked.askedAt(),
                queryExecutionId,
                Math.max(0, lines.size() - 1),
                kept.file(),
                kept.archiveKey(),
                kept.changes());
        last.put(name, answer);
        ledger.settled(asked.question());
        LOG.info(
                "answered query={} rows={} file={} queryExecutionId={} rowsChanged={}",
                name,
                answer.rows(),
                kept.file(),
                queryExecutionId,
                kept.changes().size());
        kept.changes().stream().limit(CHANGES_TOLD).forEach(line -> LOG.info("{} changed: {}", name, line));
        return answer;
    }

    /** Answers whose copy in the target bucket could not be written when they were stored. */
    public List<AnswerFile> unarchived() throws IOException {
        return history.unarchived();
    }

    /** The copy of this answer is in the target bucket. */
    public void archived(Path file) throws IOException {
        history.archived(file);
    }

    /** The latest answer of each question since the start, by the question's name. */
    public List<Answer> last() {
        return new ArrayList<>(last.values());
    }

    private ProblemException refused(String code, AskedQuestion asked, String id, String what, String why, String fix) {
        ledger.settled(asked.question());
        return new ProblemException(new Problem(
                code, "query " + asked.question().name() + ", Athena query execution " + id, what, why, fix));
    }
}
