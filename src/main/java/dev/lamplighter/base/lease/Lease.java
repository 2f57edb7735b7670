package dev.lamplighter.base.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Decides which of several copies of the service may act. Thread-safe. */
public interface Lease {
    /** The windows: calls of EC2, and their journal. */
    String WINDOWS = "windows";

    /** The cost reports: publications, and questions to Athena. */
    String COSTS = "costs";

    /** Alerts, letters, notices and heartbeats to people. */
    String ALERTS = "alerts";

    /** For a database that only one process can open: H2's file lock is the lease. */
    Lease SOLE = new Lease() {
        @Override
        public boolean renew() {
            return true;
        }

        @Override
        public boolean isHeldFor(Duration more) {
            return true;
        }

        @Override
        public long term() {
            return 0;
        }

        @Override
        public String holder() {
            return "this copy";
        }

        @Override
        public boolean confirm(Connection connection) {
            return true;
        }

        @Override
        public void release() {}
    };

    /**
     * Renews the lease, or takes over one that has not been renewed in time.
     *
     * @return whether this copy may act now
     * @throws LeaseException when the database can't be used
     */
    boolean renew();

    /** Whether this copy may act at this moment; doesn't use the database and doesn't wait. */
    default boolean isHeld() {
        return isHeldFor(Duration.ZERO);
    }

    /** Whether this copy may act, and may for so long even if it renews no more. */
    boolean isHeldFor(Duration more);

    /**
     * How often this copy has got the lease from another one or from nobody. As long as it is the same, no other copy has
     * acted in between.
     */
    long term();

    /** The copy that holds it, as far as is known. */
    String holder();

    /** Keeps the lease for the rest of the transaction; whether no other copy has taken it. */
    boolean confirm(Connection connection) throws SQLException;

    /** Lets another copy act at once. */
    void release();
}
