package dev.lamplighter.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The embedded database with the journal of windows and the ledger of cost reports. Each feature owns its tables and
 * creates them itself ({@code CREATE TABLE IF NOT EXISTS}).
 *
 * <p>A commit is written through before it returns ({@code WRITE_DELAY=0}), so that nothing committed is lost when the
 * process is killed. One process at a time: a second one is refused by H2's file lock.
 */
public final class StateDatabase implements AutoCloseable {
    private static final int CACHE_KIB = 2048;

    private final JdbcConnectionPool pool;

    private StateDatabase(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Opens or creates {@code folder/lamplighter.mv.db}.
     *
     * @throws ProblemException when another process has it open (CONFIG-013) or it can't be read (CONFIG-014)
     */
    public static StateDatabase open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't create " + folder, e);
        }
        String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("lamplighter")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=" + CACHE_KIB;
        JdbcConnectionPool pool = JdbcConnectionPool.create(url, "lamplighter", "");
        try {
            pool.getConnection().close(); // the file is locked now, or it can't be
        } catch (SQLException e) {
            pool.dispose();
            throw new ProblemException(problem(folder, e), e);
        }
        return new StateDatabase(pool);
    }

    private static Problem problem(Path folder, SQLException refusal) {
        String file = folder.resolve("lamplighter.mv.db").toString();
        return refusal.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                ? new Problem(
                        "CONFIG-013",
                        file,
                        "in use",
                        "another Lamplighter works with this state",
                        "stop the other one, or give this one a state.folder of its own")
                : new Problem(
                        "CONFIG-014",
                        file,
                        "can't be opened",
                        String.valueOf(refusal.getMessage()),
                        "look at permissions and free space, or restore the file from a copy");
    }

    /** A database of its own in memory, gone when closed; for tests and for {@code check}. */
    public static StateDatabase inMemory() {
        return new StateDatabase(JdbcConnectionPool.create(
                "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "lamplighter", ""));
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
