package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.cost.athena.TableDdl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the ledger of a report over when the report gets another table, so that every month is made again there. The
 * previous entries are kept separately, and are restored together with their table.
 */
final class LedgerTableSwitch {
    /** The ledger of tables that are not current, by their folders. */
    static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_version_elsewhere AS
        SELECT cost_version.*, CAST('' AS VARCHAR) AS table_folder FROM cost_version WHERE FALSE\
        """;

    private static final String ELSEWHERE = "cost_version_elsewhere";
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTableSwitch.class);
    private static final String COLUMNS =
            "manifest_uri, e_tag, manifest_key, size_bytes, last_modified, report_name, phase,"
                    + " billing_period, assembly_id, summary, reason, attempts, retry_at, changed_at, month_change";

    private final ReportLedgerTable ledger;

    LedgerTableSwitch(ReportLedgerTable ledger) {
        this.ledger = ledger;
    }

    /** Has the report's ledger begin anew, or go on, for the table with this folder. */
    void to(String reportName, String folder) {
        Optional<String> was = folder(reportName);
        if (was.isEmpty() || was.get().equals(folder)) {
            return;
        }
        ledger.inTransaction(connection -> {
            putAside(connection, ReportLedgerTable.ASKED, reportName, was.get());
            return takeBack(connection, ReportLedgerTable.ASKED, reportName, folder);
        });
        LOG.info(
                "report={} has another table: its months are made again in {}, those in {} stay as they are",
                reportName,
                folder,
                was.get());
    }

    /** The folder of the table that the report's months were made for; empty when none was made. */
    private Optional<String> folder(String reportName) {
        return ledger.query(" WHERE report_name = ? AND summary IS NOT NULL LIMIT 1", reportName).stream()
                .flatMap(entry -> entry.converted().outputs().stream())
                .map(key -> key.substring(0, Math.max(0, key.lastIndexOf("/" + TableDdl.PARTITION_KEY + "=") + 1)))
                .findFirst();
    }

    /** Moves the ledger of a report to those that are not current. */
    static void putAside(Connection connection, String ledger, String reportName, String folder) throws SQLException {
        SqlExecutor.update(
                connection,
                "INSERT INTO " + ELSEWHERE + " (" + COLUMNS + ", table_folder) SELECT " + COLUMNS + ", '"
                        + folder.replace("'", "''") + "' FROM " + ledger + " WHERE report_name = ?",
                reportName);
        SqlExecutor.update(connection, "DELETE FROM " + ledger + " WHERE report_name = ?", reportName);
    }

    /** Moves the ledger of the table with this folder back from there. */
    static int takeBack(Connection connection, String ledger, String reportName, String folder) throws SQLException {
        String rows = " WHERE report_name = ? AND table_folder = ?";
        move(connection, ELSEWHERE, ledger, rows, reportName, folder);
        return SqlExecutor.update(connection, "DELETE FROM " + ELSEWHERE + rows, reportName, folder);
    }

    /** Makes the ledger of a table that was made again that of the table which is asked. */
    static void promote(Connection connection, String reportName, String askedFolder) throws SQLException {
        putAside(connection, ReportLedgerTable.ASKED, reportName, askedFolder);
        move(connection, ReportLedgerTable.REMADE, ReportLedgerTable.ASKED, " WHERE report_name = ?", reportName);
        SqlExecutor.update(
                connection, "DELETE FROM " + ReportLedgerTable.REMADE + " WHERE report_name = ?", reportName);
    }

    private static void move(Connection connection, String from, String to, String rows, Object... values)
            throws SQLException {
        SqlExecutor.update(
                connection,
                "INSERT INTO " + to + " (" + COLUMNS + ") SELECT " + COLUMNS + " FROM " + from + rows,
                values);
    }
}
