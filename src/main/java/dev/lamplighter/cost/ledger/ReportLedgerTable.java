package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.code.ConfigProblemCode;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.cost.report.StoredObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads and writes the ledger's tables in the state database: that of the table which is asked, or the one of the table that is
 * made again meanwhile.
 */
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
          summary TEXT,
          reason VARCHAR,
          attempts INT NOT NULL,
          retry_at TIMESTAMP(9) WITH TIME ZONE,
          changed_at TIMESTAMP(9) WITH TIME ZONE NOT NULL,
          PRIMARY KEY (manifest_uri, e_tag))\
        """;
    private static final String SINCE_CHANGES_ARE_KEPT =
            "ALTER TABLE cost_version ADD COLUMN IF NOT EXISTS month_change TEXT";

    /** The ledger of the table that is asked. */
    static final String ASKED = "cost_version";
    /** The ledger of the table that months are made again in. */
    static final String REMADE = "cost_version_remade";

    private static final String OF_REMADE =
            "CREATE TABLE IF NOT EXISTS " + REMADE + " AS SELECT * FROM cost_version WHERE FALSE";

    private final Lease lease;
    private final SqlExecutor statements;
    private final String name;
    private final String remadeIn;

    ReportLedgerTable(DataSource database, Lease lease) {
        this(
                lease,
                LedgerSqlFactory.of(
                        database,
                        List.of(TABLE, SINCE_CHANGES_ARE_KEPT, LedgerTableSwitch.TABLE, OF_REMADE, TableChoices.TABLE),
                        "nothing is published"),
                ASKED,
                "");
    }

    private ReportLedgerTable(Lease lease, SqlExecutor statements, String name, String remadeIn) {
        this.lease = lease;
        this.statements = statements;
        this.name = name;
        this.remadeIn = remadeIn;
    }

    /** The ledger of a table that months are made again in. */
    ReportLedgerTable remadeIn(String table) {
        return new ReportLedgerTable(lease, statements, REMADE, table);
    }

    /** Its name in SQL. */
    String name() {
        return name;
    }

    long term() {
        return lease.term();
    }

    SqlExecutor statements() {
        return statements;
    }

    /** Its rows, after {@code SELECT * FROM} and its name. */
    List<ReportLedgerEntry> query(String where, Object... values) {
        return statements.select("SELECT * FROM " + name + where, this::entry, values);
    }

    /** Does all of the work or none of it; none while another copy may act. */
    int inTransaction(SqlExecutor.Work<Integer> work) {
        return statements.transaction(connection -> {
            if (!lease.confirm(connection)) {
                throw new ProblemException(new Problem(
                        ConfigProblemCode.OTHER_COPY_ACTS,
                        "cost ledger",
                        "nothing is written",
                        lease.holder() + " holds the lease of the costs, or this copy's ran out",
                        "nothing, if that copy is well; it goes on there",
                        Problem.Kind.RETRY));
            }
            return work.with(connection);
        });
    }

    private ReportLedgerEntry entry(ResultSet row) throws SQLException {
        StoredObject manifest = new StoredObject(
                row.getString("manifest_key"),
                row.getString("e_tag"),
                row.getLong("size_bytes"),
                row.getObject("last_modified", OffsetDateTime.class).toInstant());
        String summary = row.getString("summary");
        String change = row.getString("month_change");
        OffsetDateTime retryAt = row.getObject("retry_at", OffsetDateTime.class);
        return new ReportLedgerEntry(
                new ReportVersion(row.getString("report_name"), row.getString("manifest_uri"), manifest, remadeIn),
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
