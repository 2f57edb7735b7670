package dev.lamplighter.base;

import java.sql.Connection;
import java.sql.SQLException;

/** Takes back what a transaction did. */
public final class RolledBack {
    private RolledBack() {}

    /** What failed is told; a database that fails at taking it back, too, has not kept it either. */
    public static void after(Exception failure, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
