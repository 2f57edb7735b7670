package dev.lamplighter.window.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The journal in a database: one row per occurrence, one per instance of an occurrence, one per resource with its last
 * mutating call. What a method writes is there whole or not at all, and is on disk when the method returns. Thread-safe as
 * far as the data source is. Every method throws {@link JournalException} when the database can't be used.
 */
public final class WindowJournal {
    /** Longer than any answer needs; texts from outside are cut to it. */
    private static final int LONGEST_TEXT = 1000;

    private static final String ENTRY_COLUMNS =
            "window_name, opens_at, closes_at, phase, attempts, last_error, last_reason";

    private final DataSource database;

    /** Creates the tables if they are missing. */
    public WindowJournal(DataSource database) {
        this.database = database;
        execute(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : JournalTables.ALL) {
                    statement.execute(table);
                }
            }
        });
    }

    /** What else is to be remembered of an occurrence, in the same database. */
    public OccurrenceNotes notes() {
        return new OccurrenceNotes(database);
    }

    /** Every occurrence with something left to do, the earliest first. */
    public List<JournalEntry> unfinished() {
        return select("phase <> 'CLOSED' ORDER BY opens_at, window_name");
    }

    public Optional<JournalEntry> find(String window, Instant start) {
        return select("window_name = ? AND opens_at = ?", window, utc(start)).stream()
                .findFirst();
    }

    /** The occurrence of a window that began last. */
    public Optional<JournalEntry> latest(String window) {
        return select("window_name = ? ORDER BY opens_at DESC FETCH FIRST ROW ONLY", window).stream()
                .findFirst();
    }

    /** Writes an entry and its claims. */
    public void save(JournalEntry entry, Instant now) {
        execute(connection -> write(connection, entry, now));
    }

    /** Writes an entry together with the call that is about to be made for it. */
    public void save(JournalEntry entry, LastCall call) {
        execute(connection -> {
            write(connection, entry, call.at());
            update(
                    connection,
                    "MERGE INTO window_last_call (resource, action, called_at) KEY (resource) VALUES (?, ?, ?)",
                    call.resource(),
                    call.action(),
                    utc(call.at()));
        });
    }

    /** The last calls, by resource. */
    public Map<String, LastCall> lastCalls() {
        Map<String, LastCall> calls = new HashMap<>();
        query("SELECT resource, action, called_at FROM window_last_call", row -> {
            LastCall call = new LastCall(row.getString(1), row.getString(2), instant(row, 3));
            calls.put(call.resource(), call);
        });
        return calls;
    }

    private static void write(Connection connection, JournalEntry entry, Instant now) throws SQLException {
        update(
                connection,
                "MERGE INTO window_occurrence (" + ENTRY_COLUMNS
                        + ", updated_at) KEY (window_name, opens_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.window(),
                utc(entry.start()),
                utc(entry.end()),
                entry.phase().name(),
                entry.attempts(),
                cut(entry.lastError()),
                cut(entry.lastReason()),
                utc(now));
        for (Map.Entry<String, InstanceClaim> claim : entry.claims().entrySet()) {
            update(
                    connection,
                    "MERGE INTO window_claim (window_name, opens_at, instance_id, claim, starts)"
                            + " KEY (window_name, opens_at, instance_id) VALUES (?, ?, ?, ?, ?)",
                    entry.window(),
                    utc(entry.start()),
                    claim.getKey(),
                    claim.getValue().claim().name(),
                    claim.getValue().starts());
        }
    }

    private List<JournalEntry> select(String condition, Object... parameters) {
        List<JournalEntry> found = new ArrayList<>();
        query(
                "SELECT " + ENTRY_COLUMNS + " FROM window_occurrence WHERE " + condition,
                row -> found.add(entry(row)),
                parameters);
        return found.stream().map(this::withClaims).toList();
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getString(1),
                instant(row, 2),
                instant(row, 3),
                Phase.valueOf(row.getString(4)),
                Map.of(),
                row.getInt(5),
                row.getString(6),
                row.getString(7));
    }

    private JournalEntry withClaims(JournalEntry entry) {
        Map<String, InstanceClaim> claims = new HashMap<>();
        query(
                "SELECT instance_id, claim, starts FROM window_claim WHERE window_name = ? AND opens_at = ?",
                row -> claims.put(row.getString(1), new InstanceClaim(Claim.valueOf(row.getString(2)), row.getInt(3))),
                entry.window(),
                utc(entry.start()));
        return new JournalEntry(
                entry.window(),
                entry.start(),
                entry.end(),
                entry.phase(),
                claims,
                entry.attempts(),
                entry.lastError(),
                entry.lastReason());
    }

    private void execute(Work work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.with(connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalException(e);
        }
    }

    private void query(String sql, RowReader reader, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new JournalException(e);
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** What happens in one transaction. */
    @FunctionalInterface
    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    /** What happens to each row. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }
}
