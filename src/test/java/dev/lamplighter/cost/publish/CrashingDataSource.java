package dev.lamplighter.cost.publish;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A database after whose n-th commit, or instead of it, the process is gone. */
final class CrashingDataSource implements DataSource {
    /** What a kill looks like to code that catches exceptions: nothing. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final DataSource database;
    private int commits;
    private int killAt = Integer.MAX_VALUE;
    private boolean isBefore;
    private boolean dead;

    CrashingDataSource(DataSource database) {
        this.database = database;
    }

    void killAt(int commit, boolean before) {
        commits = 0;
        killAt = commit;
        isBefore = before;
    }

    /** Now: from here on the process does nothing any more, not even write down that something failed. */
    void kill() {
        dead = true;
        throw new Killed();
    }

    /** The next process. */
    void start() {
        dead = false;
    }

    int commits() {
        return commits;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = database.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean isCommit = method.getName().equals("commit");
                    if (dead && !method.getName().equals("close")) {
                        throw new Killed();
                    }
                    if (isCommit && ++commits == killAt && isBefore) {
                        kill();
                    }
                    Object result;
                    try {
                        result = method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (isCommit && commits == killAt) {
                        kill();
                    }
                    return result;
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return database.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return database.isWrapperFor(type);
    }
}
