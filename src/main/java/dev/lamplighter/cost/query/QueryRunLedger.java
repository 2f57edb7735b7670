package dev.lamplighter.cost.query;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.LedgerSqlFactory;
import java.util.List;
import javax.sql.DataSource;

/**
 * Records which query runs were made after which publication. A run that Athena has answered or refused is settled until
 * something is published again. One that was interrupted is repeated, at most {@value #MOST_ATTEMPTS} times.
 */
public final class QueryRunLedger {
    private static final int MOST_ATTEMPTS = 3;
    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_question (
          question VARCHAR PRIMARY KEY,
          published_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
          attempts INT NOT NULL,
          settled BOOLEAN NOT NULL)\
        """;

    private final SqlExecutor statements;
    private final AthenaScans scans;

    public QueryRunLedger(DataSource database) {
        statements = LedgerSqlFactory.of(database, List.of(TABLE), "nothing is asked");
        scans = new AthenaScans(database);
    }

    boolean isDue(QueryRun queryRun) {
        return statements
                .select(
                        "SELECT published_at, attempts, settled FROM cost_question WHERE question = ?",
                        row -> SqlExecutor.instant(row, 1).isBefore(queryRun.publishedAt())
                                || (!row.getBoolean(3) && row.getInt(2) < MOST_ATTEMPTS),
                        queryRun.name())
                .stream()
                .allMatch(due -> due);
    }

    /** Records that a run begins. */
    void asking(QueryRun queryRun) {
        statements.transaction(connection -> {
            int known = SqlExecutor.update(
                    connection,
                    "UPDATE cost_question SET attempts = CASE WHEN published_at = ? THEN attempts + 1 ELSE 1 END,"
                            + " published_at = ?, settled = FALSE WHERE question = ?",
                    queryRun.publishedAt(),
                    queryRun.publishedAt(),
                    queryRun.name());
            return known > 0
                    ? known
                    : SqlExecutor.update(
                            connection,
                            "INSERT INTO cost_question (question, published_at, attempts, settled) VALUES (?, ?, 1,"
                                    + " FALSE)",
                            queryRun.name(),
                            queryRun.publishedAt());
        });
    }

    /** Records an answer, or a refusal that would only be repeated. */
    void settled(QueryRun queryRun) {
        run("UPDATE cost_question SET settled = TRUE WHERE question = ?", queryRun.name());
    }

    /** The same of a run that came as far as Athena, whose scanned bytes are its. */
    void settled(QueryRun queryRun, String executionId) {
        scans.was(executionId, queryRun.name(), queryRun.publishedAt());
        settled(queryRun);
    }

    private void run(String sql, Object... values) {
        statements.transaction(connection -> SqlExecutor.update(connection, sql, values));
    }
}
