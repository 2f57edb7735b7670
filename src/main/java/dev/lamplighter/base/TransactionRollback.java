package dev.lamplighter.base;

import java.sql.Connection;
import java.sql.SQLException;

/** Rolls back a transaction that failed. */
public final class TransactionRollback {
    private TransactionRollback() {}

    /**
     * Rolls back. If that fails, too, nothing was committed either; its failure is added to {@code failure} as suppressed.
     */
    public static void after(Exception failure, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
