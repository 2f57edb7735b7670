package dev.lamplighter.base;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes databases that can't be used. */
public final class BrokenDatabase {
    private BrokenDatabase() {}

    /** A database that fails at each use. */
    public static DataSource with(SQLException failure) {
        return (DataSource) Proxy.newProxyInstance(
                BrokenDatabase.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }
}
