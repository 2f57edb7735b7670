package dev.lamplighter.base;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Database;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.message.DbException;

/**
 * Pools connections to H2 and reopens the database after H2 has closed it by itself, as it does when a write fails;
 * otherwise each connection in the pool would fail once more. Thread-safe.
 *
 * <p>Only one connection is in use at a time; other threads wait for it, at most H2's 30 s. Otherwise, if a commit meets a
 * database that another thread's failed write has closed, H2 2.4 counts the end of that transaction twice, and the next
 * statement on the old database may loop in {@code MVStore.registerVersionUsage} for ever.
 */
final class ReopeningConnectionPool implements DataSource, AutoCloseable {
    /** Attempts to get a connection: between two of them another thread may reopen or close the same database. */
    private static final int ATTEMPTS = 3;

    private final Supplier<JdbcConnectionPool> begin;
    private final DatabaseFailureLog trouble;
    private JdbcConnectionPool pool;
    private boolean isClosed;

    ReopeningConnectionPool(Supplier<JdbcConnectionPool> begin, DatabaseFailureLog trouble) {
        this.begin = begin;
        this.trouble = trouble;
        this.pool = begun();
    }

    private JdbcConnectionPool begun() {
        JdbcConnectionPool begun = begin.get();
        begun.setMaxConnections(1);
        return begun;
    }

    /** Logs the failures of this database. */
    DatabaseFailureLog trouble() {
        return trouble;
    }

    /** An open connection to an open database. H2's own pool checks neither. */
    @Override
    public Connection getConnection() throws SQLException {
        SQLException failure = new SQLException("the database was closed", "90098", ErrorCode.DATABASE_IS_CLOSED);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JdbcConnectionPool now = now();
            try {
                Connection connection = now.getConnection();
                Optional<Database> database = database(connection);
                if (database.filter(ReopeningConnectionPool::isOpen).isPresent()) {
                    return connection;
                }
                database.ifPresent(Database::shutdownImmediately); // otherwise H2's pool would return it again
                connection.close();
            } catch (SQLException e) {
                if (!IoErrorText.isClosed(e)) {
                    throw e;
                }
                failure = e;
            } catch (IllegalStateException e) { // another thread has reopened the database, or it is closed for good
                failure = new SQLException(e.getMessage(), "90098", ErrorCode.DATABASE_IS_CLOSED, e);
            }
            renew(now);
        }
        throw failure;
    }

    /** The database of a connection; empty if its session is closed. */
    private static Optional<Database> database(Connection connection) throws SQLException {
        try {
            return connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                    ? Optional.of(session.getDatabase())
                    : Optional.empty();
        } catch (DbException e) {
            if (e.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isOpen(Database database) {
        return !database.isClosing() && !database.getStore().getMvStore().isClosed();
    }

    private synchronized JdbcConnectionPool now() {
        return pool;
    }

    private synchronized void renew(JdbcConnectionPool failed) {
        if (pool == failed && !isClosed) {
            pool.dispose();
            pool = begun();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        pool.dispose();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        return now().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        now().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        now().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return now().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return now().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return now().isWrapperFor(type);
    }
}
