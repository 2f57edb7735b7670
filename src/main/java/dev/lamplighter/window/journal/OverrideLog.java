package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the operators' overrides in the order in which they were given. Overrides are only added, and only with the lease.
 * They are on disk when a method returns. Thread-safe. Every method throws {@link JournalException} when the database can't
 * be used.
 */
public final class OverrideLog {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_REASON = 1000;

    private final WindowJournal journal;
    private @Nullable List<WindowOverride> known;

    OverrideLog(WindowJournal journal) {
        this.journal = journal;
    }

    /** All overrides. The same list until one is added, as long as this copy holds the lease. */
    public synchronized List<WindowOverride> all() {
        List<WindowOverride> all = journal.lease().isHeld() ? known : null;
        if (all == null) {
            all = journal.sql()
                    .select(
                            "SELECT verb, subject, from_at, until_at, given_at, given_by, reason"
                                    + " FROM window_instruction ORDER BY seq",
                            OverrideLog::instruction);
            known = all;
        }
        return all;
    }

    /** Adds them all, or none when it fails. */
    public synchronized void add(List<WindowOverride> instructions) {
        // Whether a commit that failed took effect is known only to the database.
        known = null;
        journal.commit(connection -> {
            for (WindowOverride windowOverride : instructions) {
                insert(connection, windowOverride);
            }
            return instructions.size();
        });
    }

    /** Makes the next read go to the database: another copy may have added some. */
    synchronized void forget() {
        known = null;
    }

    private static void insert(Connection connection, WindowOverride windowOverride) throws SQLException {
        SqlExecutor.update(
                connection,
                "INSERT INTO window_instruction (seq, verb, subject, from_at, until_at, given_at, given_by, reason)"
                        + " VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM window_instruction), ?, ?, ?, ?, ?, ?, ?)",
                windowOverride.overrideType().name(),
                windowOverride.subject(),
                SqlExecutor.utc(windowOverride.from()),
                SqlExecutor.utc(windowOverride.until()),
                SqlExecutor.utc(windowOverride.auditInfo().at()),
                SqlExecutor.cut(windowOverride.auditInfo().by(), LONGEST_NAME),
                SqlExecutor.cut(windowOverride.auditInfo().reason(), LONGEST_REASON));
    }

    private static WindowOverride instruction(ResultSet row) throws SQLException {
        return new WindowOverride(
                OverrideType.valueOf(row.getString(1)),
                row.getString(2),
                SqlExecutor.instant(row, 3),
                SqlExecutor.instant(row, 4),
                new AuditInfo(SqlExecutor.instant(row, 5), row.getString(6), row.getString(7)));
    }
}
