package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Records in the ledger which conversions by Athena were begun, before their first statement. Thread-safe. */
public final class AthenaAttempts {
    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_athena_attempt (
          id VARCHAR PRIMARY KEY,
          manifest_uri VARCHAR NOT NULL,
          e_tag VARCHAR NOT NULL,
          digest VARCHAR NOT NULL,
          folder VARCHAR NOT NULL,
          helpers VARCHAR NOT NULL,
          state VARCHAR(16) NOT NULL,
          changed_at TIMESTAMP(9) WITH TIME ZONE NOT NULL)\
        """;

    private final SqlExecutor statements;

    public AthenaAttempts(DataSource database) {
        statements = LedgerSqlFactory.of(database, List.of(TABLE), "Athena converts nothing");
    }

    /** The attempt that was interrupted, for the same files. */
    public Optional<AthenaAttempt> interrupted(ReportVersion version, String digest) {
        return all().stream()
                .filter(attempt -> attempt.manifestUri().equals(version.manifestUri())
                        && attempt.eTag().equals(version.manifest().eTag()))
                .filter(attempt -> attempt.digest().equals(digest) && attempt.isResumable())
                .findFirst();
    }

    /** Every attempt that is known, the oldest first. */
    public List<AthenaAttempt> all() {
        return statements.select("SELECT * FROM cost_athena_attempt ORDER BY changed_at, id", AthenaAttempts::attempt);
    }

    /** Enters an attempt. */
    public void begin(AthenaAttempt attempt) {
        statements.transaction(connection -> SqlExecutor.update(
                connection,
                "INSERT INTO cost_athena_attempt (id, manifest_uri, e_tag, digest, folder, helpers, state, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                attempt.id(),
                attempt.manifestUri(),
                attempt.eTag(),
                attempt.digest(),
                attempt.folder(),
                String.join(",", attempt.helpers()),
                attempt.state().name(),
                attempt.changedAt()));
    }

    /** Records how an attempt ended. */
    public void ended(String id, AthenaAttempt.State state, Instant at) {
        statements.transaction(connection -> SqlExecutor.update(
                connection,
                "UPDATE cost_athena_attempt SET state = ?, changed_at = ? WHERE id = ?",
                state.name(),
                at,
                id));
    }

    /** Forgets an attempt of which nothing is left. */
    public void forget(String id) {
        statements.transaction(
                connection -> SqlExecutor.update(connection, "DELETE FROM cost_athena_attempt WHERE id = ?", id));
    }

    private static AthenaAttempt attempt(ResultSet row) throws SQLException {
        return new AthenaAttempt(
                row.getString("id"),
                row.getString("manifest_uri"),
                row.getString("e_tag"),
                row.getString("digest"),
                row.getString("folder"),
                List.of(row.getString("helpers").split(",")),
                AthenaAttempt.State.valueOf(row.getString("state")),
                SqlExecutor.instant(row, row.findColumn("changed_at")));
    }
}
