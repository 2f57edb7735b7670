package dev.lamplighter.window.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Decides which of several copies on one journal may act. Thread-safe. */
public interface Lease {
    /** For a journal that only one process can open: H2's file lock is the lease. */
    Lease SOLE = new Lease() {
        @Override
        public boolean renew() {
            return true;
        }

        @Override
        public boolean isHeld() {
            return true;
        }

        @Override
        public String holder() {
            return "this copy";
        }

        @Override
        public void confirm(Connection connection) {}

        @Override
        public void release() {}
    };

    /**
     * Renews the lease, or takes over one that has not been renewed in time.
     *
     * @return whether this copy may act now
     * @throws JournalException when the database can't be used
     */
    boolean renew();

    /** Whether this copy may act at this moment; doesn't use the database. */
    boolean isHeld();

    /** The copy that holds it, as far as is known. */
    String holder();

    /** Keeps the lease for the rest of the transaction; throws {@link JournalException} when another copy has taken it. */
    void confirm(Connection connection) throws SQLException;

    /** Lets another copy act at once. */
    void release();
}
