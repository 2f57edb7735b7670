package dev.lamplighter.window.journal;

import dev.lamplighter.base.SqlExecutor;
import dev.lamplighter.base.StateDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a copy of a journal in memory, which a dry run can write to. Nothing of it reaches the real journal, and the
 * database of that stays free however long EC2 takes to answer. The copy has no lease; the real journal holds it.
 */
public final class DryRunJournal implements AutoCloseable {
    /** Occurrences that ended longer ago no longer affect any decision. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final Pattern NAME = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+)");

    private final StateDatabase memory = StateDatabase.inMemory();
    private final WindowJournal journal = new WindowJournal(memory.dataSource());

    private DryRunJournal() {}

    /**
     * Copies all that is unfinished, and what began within 400 days before now.
     *
     * @throws JournalException when it can't be read
     */
    public static DryRunJournal of(WindowJournal real, Instant now) {
        DryRunJournal trial = new DryRunJournal();
        try {
            Instant since = real.unfinished().stream()
                    .map(OccurrenceRecord::start)
                    .reduce(now.minus(KEPT), (one, other) -> one.isBefore(other) ? one : other);
            for (String create : JournalTables.ALL) {
                Matcher name = NAME.matcher(create);
                if (name.find()) {
                    trial.copy(real, name.group(1), create.contains(" opens_at "), since);
                }
            }
            return trial;
        } catch (RuntimeException e) {
            trial.close();
            throw e;
        }
    }

    private void copy(WindowJournal real, String table, boolean isOfOccurrences, Instant since) {
        List<Row> rows = isOfOccurrences
                ? real.sql().select("SELECT * FROM " + table + " WHERE opens_at >= ?", Row::of, SqlExecutor.utc(since))
                : real.sql().select("SELECT * FROM " + table, Row::of);
        journal.sql().transaction(connection -> {
            for (Row row : rows) {
                row.insert(connection, table);
            }
            return rows.size();
        });
    }

    public WindowJournal journal() {
        return journal;
    }

    @Override
    public void close() {
        memory.close();
    }

    /** A row of any table: its columns by name. */
    private record Row(List<String> columns, List<@Nullable Object> values) {
        static Row of(ResultSet row) throws SQLException {
            ResultSetMetaData all = row.getMetaData();
            List<String> columns = new ArrayList<>();
            List<@Nullable Object> values = new ArrayList<>();
            for (int column = 1; column <= all.getColumnCount(); column++) {
                String name = all.getColumnName(column).toLowerCase(Locale.ROOT);
                columns.add(name);
                // PostgreSQL's driver returns times without a zone unless asked for OffsetDateTime.
                values.add(name.endsWith("_at") ? row.getObject(column, OffsetDateTime.class) : row.getObject(column));
            }
            return new Row(columns, values);
        }

        void insert(Connection connection, String table) throws SQLException {
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            SqlExecutor.update(
                    connection,
                    "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + places + ")",
                    values.toArray());
        }
    }
}
