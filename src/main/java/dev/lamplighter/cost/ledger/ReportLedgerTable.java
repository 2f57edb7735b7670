package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.cost.report.StoredObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/** Reads and writes the ledger's table in the state database. */
final class ReportLedgerTable {
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

    private final SqlExecutor statements;

    ReportLedgerTable(DataSource database) {
        statements = LedgerSqlFactory.of(
                database, List.of(TABLE, SINCE_CHANGES_ARE_KEPT, LedgerTableSwitch.TABLE), "nothing is published");
    }

    /** Rows after {@code SELECT * FROM cost_version}. */
    List<ReportLedgerEntry> query(String where, Object... values) {
        return statements.select("SELECT * FROM cost_version" + where, ReportLedgerTable::entry, values);
    }

    /** Does all of the work or none of it. */
    int inTransaction(SqlExecutor.Work<Integer> work) {
        return statements.transaction(work);
    }

    private static ReportLedgerEntry entry(ResultSet row) throws SQLException {
        StoredObject manifest = new StoredObject(
                row.getString("manifest_key"),
                row.getString("e_tag"),
                row.getLong("size_bytes"),
                row.getObject("last_modified", OffsetDateTime.class).toInstant());
        String summary = row.getString("summary");
        String change = row.getString("month_change");
        OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new ReportLedgerEntry(
                new ReportVersion(row.getString("report_name"), row.getString("manifest_uri"), manifest),
                VersionPhase.valueOf(row.getString("phase")),
                row.getString("billing_period"),
                row.getString("assembly_id"),
                summary == null ? null : ConversionSummaryJson.read(summary),
                row.getString("reason"),
                change == null ? null : MonthChangeJson.read(change),
                row.getInt("attempts"),
                retryAt == null ? null : retryAt.toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
