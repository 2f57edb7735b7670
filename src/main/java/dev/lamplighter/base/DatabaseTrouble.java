package dev.lamplighter.base;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that the state database can't be used: as an ERROR in the log once, because no alert can be kept in it meanwhile, and
 * as an INFO once it can be used again. All who use the same file share one ({@link #of}). Thread-safe.
 */
public final class DatabaseTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTrouble.class);

    private final String where;
    private final BooleanSupplier takesWrites;
    private final AtomicLong ends = new AtomicLong();
    private volatile boolean isTold;

    /**
     * @param where the file
     * @param takesWrites whether its disk takes writes now: on one that is full, reads and some writes still succeed
     */
    DatabaseTrouble(String where, BooleanSupplier takesWrites) {
        this.where = where;
        this.takesWrites = takesWrites;
    }

    /** That of the state database, or, of a database elsewhere, one of its own, which goes by {@code name}. */
    public static DatabaseTrouble of(DataSource database, String name) {
        return database instanceof ReopeningConnectionPool pool
                ? pool.trouble()
                : new DatabaseTrouble(name, () -> true);
    }

    /** Call this before each use; it says after which outage that was. */
    public long began() {
        return ends.get();
    }

    /**
     * Call this with each failure; it says what to tell of it.
     *
     * @param began what {@link #began} said: a use that an outage ended under is no outage of its own
     */
    public synchronized Problem failed(SQLException failure, long began) {
        Problem problem = problem(failure);
        if (!isTold && IoErrorText.isOfFile(failure) && began == ends.get()) {
            isTold = true;
            LOG.error("{}", problem.line());
        }
        return problem;
    }

    private Problem problem(SQLException failure) {
        String cause = IoErrorText.isOfDisk(failure)
                ? "free some space, or let the service's user write there"
                : "look at the database";
        return new Problem(
                "CONFIG-034", where, "can't be used", IoErrorText.of(failure), cause + "; it is tried again by itself");
    }

    /** Whether it can't be used and that was told. */
    public boolean isTold() {
        return isTold;
    }

    /** Call this with each success. */
    public void worked() {
        if (isTold) {
            tellTheEnd();
        }
    }

    private synchronized void tellTheEnd() {
        if (isTold && takesWrites.getAsBoolean()) {
            isTold = false;
            ends.incrementAndGet();
            LOG.info("{} can be used again", where);
        }
    }
}
