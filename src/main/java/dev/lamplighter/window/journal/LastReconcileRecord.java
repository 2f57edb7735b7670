package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the time of the last pass over the windows, after which no occurrence has been reconciled, and since when each
 * window has been declared as it is now. Nothing is written without the lease. Every method throws {@link JournalException}
 * when the database can't be used.
 */
public final class LastReconcileRecord {
    private static final String NAME = "windows";

    private final WindowJournal journal;

    LastReconcileRecord(WindowJournal journal) {
        this.journal = journal;
    }

    /** The last pass that was recorded; empty in a journal of an older version. */
    public Optional<Instant> last() {
        return journal
                .sql()
                .select("SELECT looked_at FROM window_look WHERE name = ?", row -> SqlExecutor.instant(row, 1), NAME)
                .stream()
                .findFirst();
    }

    /** The declarations, by the window's name. */
    public Map<String, Declared> declared() {
        Map<String, Declared> found = new HashMap<>();
        journal.sql()
                .select(
                        "SELECT window_name, schedule, since_at FROM window_schedule",
                        row -> Map.entry(row.getString(1), new Declared(row.getString(2), SqlExecutor.instant(row, 3))))
                .forEach(row -> found.put(row.getKey(), row.getValue()));
        return found;
    }

    /**
     * Records a pass over all windows.
     *
     * @param changed the windows that are declared otherwise than before, by name
     */
    public void write(Instant now, Map<String, Declared> changed) {
        journal.commit(connection -> {
            for (Map.Entry<String, Declared> one : changed.entrySet()) {
                SqlExecutor.put(
                        connection,
                        "UPDATE window_schedule SET schedule = ?, since_at = ? WHERE window_name = ?",
                        "INSERT INTO window_schedule (schedule, since_at, window_name) VALUES (?, ?, ?)",
                        one.getValue().schedule(),
                        SqlExecutor.utc(one.getValue().since()),
                        one.getKey());
            }
            return SqlExecutor.put(
                    connection,
                    "UPDATE window_look SET looked_at = ? WHERE name = ?",
                    "INSERT INTO window_look (looked_at, name) VALUES (?, ?)",
                    SqlExecutor.utc(now),
                    NAME);
        });
    }

    /**
     * How a window was declared.
     *
     * @param schedule a text that is the same for the same schedule
     * @param since when it was declared so for the first time
     */
    public record Declared(String schedule, Instant since) {}
}
