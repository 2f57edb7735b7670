package dev.lamplighter.base;

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
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs SQL statements on a data source. The tables are created on first use, so that a database that can't be reached yet
 * delays only those who use it. A failure is logged once by {@link DatabaseFailureLog} and thrown as the kind of exception that
 * the owner has chosen. Thread-safe.
 *
 * <p>A parameter may be anything that JDBC accepts, an {@link Instant}, which is stored in UTC, or an enum, which is stored
 * by its name.
 */
public final class SqlExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SqlExecutor.class);

    private final DataSource database;
    private final List<String> tables;
    private final DatabaseFailureLog trouble;
    private final BiFunction<Problem, SQLException, RuntimeException> failure;
    private volatile boolean hasTables;

    /**
     * @param tables statements that create the tables if they are missing
     * @param name of the database in problems, if it isn't the state database
     * @param failure makes the exception to throw from the problem and its cause
     */
    public SqlExecutor(
            DataSource database,
            List<String> tables,
            String name,
            BiFunction<Problem, SQLException, RuntimeException> failure) {
        this.database = database;
        this.tables = List.copyOf(tables);
        this.trouble = DatabaseFailureLog.of(database, name);
        this.failure = failure;
    }

    /** Does the work in one transaction, which is on disk when this returns. */
    public <T> T transaction(Work<T> work) {
        long began = trouble.began();
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.with(connection);
                connection.commit();
                trouble.worked();
                return result;
            } catch (SQLException | RuntimeException e) {
                TransactionRollback.after(e, connection);
                throw e;
            }
        } catch (SQLException e) {
            throw failure.apply(trouble.failed(e, began), e);
        }
    }

    /** Runs a query; returns its rows as {@code reader} maps them. */
    public <T> List<T> select(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        long began = trouble.began();
        try (Connection connection = connection()) {
            List<T> found = select(connection, sql, reader, parameters);
            trouble.worked();
            return found;
        } catch (SQLException e) {
            throw failure.apply(trouble.failed(e, began), e);
        }
    }

    /** Creates the tables now instead of on first use. */
    public void makeTables() {
        select("SELECT 1", ResultSet::getRow);
    }

    /** Whether the database can't be used at present and that was logged. */
    public boolean isTroubleTold() {
        return trouble.isTold();
    }

    /** As {@link #select(String, RowReader, Object...)}, within a transaction. */
    public static <T> List<T> select(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** Runs one statement and returns how many rows it changed. */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Updates a row, or inserts it if it doesn't exist; both statements take the same parameters. H2 and PostgreSQL share no
     * MERGE syntax.
     */
    public static int put(Connection connection, String update, String insert, @Nullable Object... row)
            throws SQLException {
        int updated = update(connection, update, row);
        return updated > 0 ? updated : update(connection, insert, row);
    }

    /** The time in UTC, cut to microseconds, as PostgreSQL and H2 keep it in {@code TIMESTAMP(6)}. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    /** The instant in a column that is never NULL. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Cuts a text to the width of its column, in characters. */
    public static String cut(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    private Connection connection() throws SQLException {
        Connection connection = database.getConnection();
        boolean isReady = false;
        try {
            connection.setAutoCommit(true);
            if (!hasTables) {
                createTables(connection);
                hasTables = true;
            }
            isReady = true;
            return connection;
        } finally {
            if (!isReady) {
                connection.close();
            }
        }
    }

    /** Creates the tables, once more if that fails: of two processes that create one, PostgreSQL refuses the second. */
    private void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try {
                    statement.execute(table);
                } catch (SQLException e) {
                    LOG.debug("a table is created once more", e);
                    statement.execute(table);
                }
            }
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, stored(parameters[i]));
        }
        return statement;
    }

    private static @Nullable Object stored(@Nullable Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof Enum<?> constant ? constant.name() : parameter;
    }

    /** The statements of one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Maps a row to an object. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
