package dev.lamplighter.base;

import java.sql.Connection;
import java.sql.SQLException;

/** Rolls back a transaction that failed. */
public final class TransactionRollback {
    private TransactionRollback() {}

    /** Rolls back; if that fails too, nothing was kept either, and the failure is added to the first. */
    public static void after(Exception failure, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
