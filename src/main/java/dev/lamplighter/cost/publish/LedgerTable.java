package dev.lamplighter.cost.publish;

import dev.lamplighter.base.DatabaseTrouble;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.report.StoredObject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads and writes the ledger's table in the state database. */
final class LedgerTable {
    private static final String TABLE = """
            CREATE TABLE IF NOT EXISTS cost_version (
              manifest_uri VARCHAR NOT NULL,
              e_tag VARCHAR NOT NULL,
              manifest_key VARCHAR NOT NULL,
              size_bytes BIGINT NOT NULL,
              last_modified TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              report_name VARCHAR NOT NULL,
              phase VARCHAR(16) NOT NULL,
              billing_period VARCHAR(7),
              assembly_id VARCHAR,
              summary CLOB,
              reason VARCHAR,
              attempts INT NOT NULL,
              retry_at TIMESTAMP(9) WITH TIME ZONE,
              changed_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
              PRIMARY KEY (manifest_uri, e_tag))""";
    private static final String SINCE_CHANGES_ARE_KEPT =
            "ALTER TABLE cost_version ADD COLUMN IF NOT EXISTS month_change CLOB";

    private final DataSource database;
    private final DatabaseTrouble trouble;

    LedgerTable(DataSource database) {
        this.database = database;
        this.trouble = DatabaseTrouble.of(database, "the cost ledger");
        inTransaction(connection -> {
            update(connection, TABLE);
            update(connection, SINCE_CHANGES_ARE_KEPT);
        });
    }

    /** Rows after {@code SELECT * FROM cost_version}. */
    List<LedgerEntry> query(String where, Object... values) {
        List<LedgerEntry> entries = new ArrayList<>();
        inTransaction(connection -> {
            try (PreparedStatement statement = prepare(connection, "SELECT * FROM cost_version" + where, values);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(row));
                }
            }
        });
        return entries;
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        StoredObject manifest = new StoredObject(
                row.getString("manifest_key"),
                row.getString("e_tag"),
                row.getLong("size_bytes"),
                row.getObject("last_modified", OffsetDateTime.class).toInstant());
        String summary = row.getString("summary");
        String change = row.getString("month_change");
        OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new LedgerEntry(
                new ReportVersion(row.getString("report_name"), row.getString("manifest_uri"), manifest),
                VersionPhase.valueOf(row.getString("phase")),
                row.getString("billing_period"),
                row.getString("assembly_id"),
                summary == null ? null : SummaryJson.read(summary),
                row.getString("reason"),
                change == null ? null : MonthChangeJson.read(change),
                row.getInt("attempts"),
                retryAt == null ? null : retryAt.toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    static void update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant instant) {
                statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
            } else if (value instanceof VersionPhase phase) {
                statement.setString(i + 1, phase.name());
            } else {
                statement.setObject(i + 1, value);
            }
        }
        return statement;
    }

    void inTransaction(Work work) {
        long began = trouble.began();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            work.in(connection);
            connection.commit();
            trouble.worked();
        } catch (SQLException e) {
            throw new ProblemException(
                    new Problem(
                            CostCode.LEDGER_FAILED,
                            "cost ledger",
                            trouble.failed(e, began).why(),
                            "without the ledger nothing is published",
                            "look at the disk and at the file lamplighter.mv.db in the state folder",
                            Problem.Kind.RETRY),
                    e);
        }
    }

    /** The statements of one transaction. */
    interface Work {
        void in(Connection connection) throws SQLException;
    }
}
