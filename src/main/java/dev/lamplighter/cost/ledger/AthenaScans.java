package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Records in the ledger how many bytes statements have scanned, as Athena tells at their end, for {@value #DAYS} days. */
public final class AthenaScans {
    static final int DAYS = 30;

    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_athena_scan (
          execution_id VARCHAR PRIMARY KEY,
          ended_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
          bytes BIGINT NOT NULL,
          question VARCHAR DEFAULT '' NOT NULL,
          published_at TIMESTAMP(9) WITH TIME ZONE)\
        """;

    private final SqlExecutor statements;

    public AthenaScans(DataSource database) {
        statements = LedgerSqlFactory.of(database, List.of(TABLE), "what Athena has scanned is not counted");
    }

    /** Records a statement that has ended, and forgets those that are too old. */
    public void ended(String executionId, Instant at, long bytes) {
        statements.transaction(connection -> {
            SqlExecutor.update(connection, "DELETE FROM cost_athena_scan WHERE ended_at < ?", oldest(at));
            return SqlExecutor.put(
                    connection,
                    "UPDATE cost_athena_scan SET ended_at = ?, bytes = ? WHERE execution_id = ?",
                    "INSERT INTO cost_athena_scan (ended_at, bytes, execution_id) VALUES (?, ?, ?)",
                    at,
                    bytes,
                    executionId);
        });
    }

    /** Says which query run it was. */
    public void was(String executionId, String query, Instant publishedAt) {
        statements.transaction(connection -> SqlExecutor.update(
                connection,
                "UPDATE cost_athena_scan SET question = ?, published_at = ? WHERE execution_id = ?",
                query,
                publishedAt,
                executionId));
    }

    /** Those of the last {@value #DAYS} days, the latest first. */
    List<AthenaScan> recent(Instant now) {
        return statements.select(
                "SELECT bytes, question, published_at FROM cost_athena_scan WHERE ended_at >= ? ORDER BY ended_at DESC",
                row -> new AthenaScan(
                        row.getLong(1),
                        row.getString(2),
                        row.getObject(3) == null ? null : SqlExecutor.instant(row, 3)),
                oldest(now));
    }

    private static Instant oldest(Instant now) {
        return now.minus(Duration.ofDays(DAYS));
    }
}
