package dev.lamplighter.window.journal;

import dev.lamplighter.base.DatabaseTrouble;
import dev.lamplighter.base.TransactionRollback;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL statements on a data source. The tables are made on first use, so that a database that can't be reached yet
 * delays nothing but the windows. Every method throws {@link JournalException} when the database can't be used.
 */
final class SqlStatements {
    private final DataSource database;
    private final DatabaseTrouble trouble;
    private volatile boolean hasTables;

    SqlStatements(DataSource database) {
        this.database = database;
        this.trouble = DatabaseTrouble.of(database, "the journal of windows");
    }

    /** Does all of the work or none of it; what it did is on disk when this returns. */
    int transaction(Work work) {
        long began = trouble.began();
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                int result = work.with(connection);
                connection.commit();
                trouble.worked();
                return result;
            } catch (SQLException | RuntimeException e) {
                TransactionRollback.after(e, connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalException(trouble.failed(e, began), e);
        }
    }

    <T> List<T> select(String sql, RowReader<T> reader, Object... parameters) {
        long began = trouble.began();
        try (Connection connection = connection();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            trouble.worked();
            return found;
        } catch (SQLException e) {
            throw new JournalException(trouble.failed(e, began), e);
        }
    }

    /** Runs one statement and returns how many rows it changed. */
    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /** Updates a row, or inserts it; both statements take the same parameters. H2 and PostgreSQL have no MERGE in common. */
    static int put(Connection connection, String update, String insert, Object... row) throws SQLException {
        int updated = update(connection, update, row);
        return updated > 0 ? updated : update(connection, insert, row);
    }

    /** The time in UTC, as every database keeps it. */
    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Cuts a text from outside to the width of its column. */
    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private Connection connection() throws SQLException {
        Connection connection = database.getConnection();
        if (!hasTables) {
            try (Statement statement = connection.createStatement()) {
                connection.setAutoCommit(true);
                for (String table : JournalTables.ALL) {
                    statement.execute(table);
                }
                hasTables = true;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        connection.setAutoCommit(true);
        return connection;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** The statements of one transaction. */
    @FunctionalInterface
    interface Work {
        int with(Connection connection) throws SQLException;
    }

    /** Makes an object of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
