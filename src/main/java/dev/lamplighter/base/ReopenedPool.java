package dev.lamplighter.base;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A pool of connections to H2 that begins anew once H2 has closed the database by itself, as it does when a write fails: else
 * each connection that lies in the pool would fail once more. Thread-safe.
 */
final class ReopenedPool implements DataSource, AutoCloseable {
    private final Supplier<JdbcConnectionPool> begin;
    private JdbcConnectionPool pool;
    private boolean isClosed;

    ReopenedPool(Supplier<JdbcConnectionPool> begin) {
        this.begin = begin;
        this.pool = begin.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        JdbcConnectionPool now = now();
        Connection connection = now.getConnection();
        if (connection.isValid(0)) {
            return connection;
        }
        connection.close();
        return anew(now).getConnection();
    }

    private synchronized JdbcConnectionPool now() {
        return pool;
    }

    private synchronized JdbcConnectionPool anew(JdbcConnectionPool failed) {
        if (pool == failed && !isClosed) {
            pool.dispose();
            pool = begin.get();
        }
        return pool;
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
