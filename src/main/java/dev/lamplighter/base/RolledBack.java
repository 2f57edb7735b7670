package dev.lamplighter.base;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database as it would become: whatever is written through {@link #dataSource()} is read back there, seen by nobody else,
 * and gone when this is closed. Not thread-safe.
 */
public final class RolledBack implements AutoCloseable {
    /** Ends of transactions, of which there is one alone. */
    private static final Set<String> IGNORED = Set.of("commit", "rollback", "close", "setAutoCommit");

    private final Connection connection;
    private final DataSource dataSource;

    private RolledBack(Connection connection) {
        this.connection = connection;
        Connection kept = proxy(
                Connection.class,
                (self, method, arguments) ->
                        IGNORED.contains(method.getName()) ? null : call(() -> method.invoke(connection, arguments)));
        this.dataSource = proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return kept;
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    /** Opens one transaction. */
    public static RolledBack on(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return new RolledBack(connection);
    }

    /** Takes back what a transaction did that failed; a database that fails at that, too, has not kept it either. */
    public static void after(Exception failure, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }

    private static @Nullable Object call(Callable<@Nullable Object> call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
