package dev.lamplighter.cost.query;

import dev.lamplighter.base.DatabaseTrouble;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Records which query runs were made after which publication. A run that Athena answered or refused is settled until
 * something is published again; one that was interrupted is repeated, a few times at most.
 */
public final class QueryRunLedger {
    private static final int MOST_ATTEMPTS = 3;
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS cost_question (
              question VARCHAR PRIMARY KEY,
              published_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              attempts INT NOT NULL,
              settled BOOLEAN NOT NULL)""";

    private final DataSource database;
    private final DatabaseTrouble trouble;

    public QueryRunLedger(DataSource database) {
        this.database = database;
        this.trouble = DatabaseTrouble.of(database, "the cost ledger");
        run(TABLE);
    }

    boolean isDue(QueryRun queryRun) {
        String sql = "SELECT published_at, attempts, settled FROM cost_question WHERE question = ?";
        long began = trouble.began();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, queryRun.name());
                ResultSet row = statement.executeQuery()) {
            return !row.next()
                    || row.getObject(1, OffsetDateTime.class).toInstant().isBefore(queryRun.publishedAt())
                    || (!row.getBoolean(3) && row.getInt(2) < MOST_ATTEMPTS);
        } catch (SQLException e) {
            throw broken(e, began);
        }
    }

    /** Records that a run begins. */
    void asking(QueryRun queryRun) {
        run(
                "MERGE INTO cost_question AS known USING (VALUES (CAST(? AS VARCHAR), CAST(? AS TIMESTAMP(9) WITH TIME ZONE)))"
                        + " AS asked(question, published_at) ON known.question = asked.question"
                        + " WHEN MATCHED THEN UPDATE SET published_at = asked.published_at, settled = FALSE,"
                        + " attempts = CASE WHEN known.published_at = asked.published_at"
                        + " THEN known.attempts + 1 ELSE 1 END"
                        + " WHEN NOT MATCHED THEN INSERT VALUES (asked.question, asked.published_at, 1, FALSE)",
                queryRun.name(),
                queryRun.publishedAt());
    }

    /** Records an answer, or a refusal that would only be repeated. */
    void settled(QueryRun queryRun) {
        run("UPDATE cost_question SET settled = TRUE WHERE question = ?", queryRun.name());
    }

    private void run(String sql, Object... values) {
        long began = trouble.began();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
            trouble.worked();
        } catch (SQLException e) {
            throw broken(e, began);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i];
            statement.setObject(i + 1, value);
        }
        return statement;
    }

    private ProblemException broken(SQLException e, long began) {
        return new ProblemException(
                new Problem(
                        CostCode.LEDGER_FAILED,
                        "cost ledger",
                        trouble.failed(e, began).why(),
                        "without the ledger nothing is asked",
                        "look at the disk and at the file lamplighter.mv.db in the state folder",
                        Problem.Kind.RETRY),
                e);
    }
}
