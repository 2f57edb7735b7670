package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once, at ERROR, that the state database can't be used, because no alert can be stored in it meanwhile; and once, at
 * INFO, that it can be used again. All users of the same file share one instance ({@link #of}). Thread-safe.
 */
public final class DatabaseFailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFailureLog.class);

    private final String where;
    private final BooleanSupplier takesWrites;
    private final AtomicLong ends = new AtomicLong();
    private volatile boolean isTold;

    /**
     * @param where the path of the file, for problems
     * @param takesWrites whether its disk accepts writes now: on a full disk reads and some writes still succeed
     */
    DatabaseFailureLog(String where, BooleanSupplier takesWrites) {
        this.where = where;
        this.takesWrites = takesWrites;
    }

    /** The instance of the state database; for another database a new one with this {@code name}. */
    public static DatabaseFailureLog of(DataSource database, String name) {
        return database instanceof ReopeningConnectionPool pool
                ? pool.trouble()
                : new DatabaseFailureLog(name, () -> true);
    }

    /** Must be called before each use; returns the number of the last outage. */
    public long began() {
        return ends.get();
    }

    /**
     * Must be called with each failure; returns the problem.
     *
     * @param began what {@link #began} returned: a use that began before the end of an outage doesn't begin another one
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
                ConfigProblemCode.DATABASE_TROUBLE,
                where,
                "can't be used",
                IoErrorText.of(failure),
                cause + "; it is tried again by itself");
    }

    /** Whether the database can't be used at present and that was logged. */
    public boolean isTold() {
        return isTold;
    }

    /** Must be called with each success. */
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
