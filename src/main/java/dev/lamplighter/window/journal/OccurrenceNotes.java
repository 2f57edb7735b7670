package dev.lamplighter.window.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Short texts beside an occurrence, by subject, on disk when {@link #write} returns. They may be written before the
 * occurrence itself is. Every method throws {@link JournalException} when the database can't be used.
 */
public final class OccurrenceNotes {
    private final DataSource database;

    OccurrenceNotes(DataSource database) {
        this.database = database;
    }

    public Optional<String> read(String window, Instant start, String subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT note FROM window_note WHERE window_name = ? AND opens_at = ? AND subject = ?")) {
            setKey(statement, 1, window, start, subject);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new JournalException(e);
        }
    }

    /** In place of what was there. */
    public void write(String window, Instant start, String subject, String note) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE window_note SET note = ? WHERE window_name = ? AND opens_at = ? AND subject = ?")) {
                update.setString(1, note);
                setKey(update, 2, window, start, subject);
                if (update.executeUpdate() == 0) {
                    insert(connection, window, start, subject, note);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalException(e);
        }
    }

    private static void insert(Connection connection, String window, Instant start, String subject, String note)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO window_note (note, window_name, opens_at, subject) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, note);
            setKey(insert, 2, window, start, subject);
            insert.executeUpdate();
        }
    }

    private static void setKey(PreparedStatement statement, int from, String window, Instant start, String subject)
            throws SQLException {
        statement.setString(from, window);
        statement.setObject(from + 1, start.atOffset(ZoneOffset.UTC));
        statement.setString(from + 2, subject);
    }
}
