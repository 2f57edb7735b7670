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
            SELECT cost_version.*, CAST('' AS VARCHAR) AS table_folder FROM cost_version WHERE FALSE""";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTableSwitch.class);
    private static final String COLUMNS =
            "manifest_uri, e_tag, manifest_key, size_bytes, last_modified, report_name, phase,"
                    + " billing_period, assembly_id, summary, reason, attempts, retry_at, changed_at, month_change";

    private final ReportLedgerTable ledger;

    LedgerTableSwitch(ReportLedgerTable ledger) {
        this.ledger = ledger;
    }

    /** Makes the ledger that of the table with this folder. */
    void to(String reportName, String folder) {
        Optional<String> was = folder(reportName);
        if (was.isEmpty() || was.get().equals(folder)) {
            return;
        }
        ledger.inTransaction(connection -> {
            move(connection, reportName, was.get(), "cost_version", "cost_version_elsewhere");
            return move(connection, reportName, folder, "cost_version_elsewhere", "cost_version");
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

    private static int move(Connection connection, String reportName, String folder, String from, String to)
            throws SQLException {
        boolean back = to.equals("cost_version");
        String rows = " WHERE report_name = ?" + (back ? " AND table_folder = ?" : "");
        Object[] values = back ? new Object[] {reportName, folder} : new Object[] {reportName};
        SqlExecutor.update(
                connection,
                "INSERT INTO " + to + " (" + COLUMNS + (back ? "" : ", table_folder") + ") SELECT " + COLUMNS
                        + (back ? "" : ", '" + folder.replace("'", "''") + "'") + " FROM " + from + rows,
                values);
        return SqlExecutor.update(connection, "DELETE FROM " + from + rows, values);
    }
}
