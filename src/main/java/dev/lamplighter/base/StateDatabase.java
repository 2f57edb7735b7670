package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the embedded database with the journal of windows and the ledger of cost reports. Each feature owns its tables and
 * creates them itself ({@code CREATE TABLE IF NOT EXISTS}).
 *
 * <p>A commit is on the disk when it returns ({@code WRITE_DELAY=0}, {@link DurableH2File}), so that nothing committed is lost
 * when the process is killed or the power fails. A mark beside the file shows whether a start finds less than was written. A
 * file that can't be read is set aside and a new one is created, because a service that doesn't start leaves instances
 * running. H2's file lock admits one process at a time.
 */
public final class StateDatabase implements AutoCloseable, StateFileIntegrity {
    private static final Logger LOG = LoggerFactory.getLogger(StateDatabase.class);

    private final ReopeningConnectionPool pool;
    private final @Nullable StateDatabaseVerifier folder;
    private final @Nullable Problem loss;
    private volatile boolean isMarked;

    private StateDatabase(
            ReopeningConnectionPool pool, @Nullable StateDatabaseVerifier folder, @Nullable Problem loss) {
        this.pool = pool;
        this.folder = folder;
        this.loss = loss;
    }

    /**
     * Opens or creates {@code folder/lamplighter.mv.db}. A process that never {@linkplain #mark() marks} it, such as a
     * command, doesn't hide a loss from the next one.
     *
     * @throws ProblemException when another process has it open (CONFIG-013), or when folder or file can't be read and
     *     written (CONFIG-014, CONFIG-033)
     */
    public static StateDatabase open(Path folder) {
        return open(folder, "");
    }

    /**
     * Opens or creates the database.
     *
     * @param below H2's scheme for the underlying file system, with its colon
     */
    static StateDatabase open(Path folder, String below) {
        StateDatabaseVerifier opened = StateDatabaseVerifier.in(folder, below);
        Optional<Problem> loss = opened.look();
        ReopeningConnectionPool pool;
        try {
            pool = opened.pool();
        } catch (DamagedStateFileException e) {
            loss = Optional.of(opened.setAside(e.why()));
            pool = opened.fresh();
        }
        return new StateDatabase(pool, opened, loss.orElse(null));
    }

    /**
     * Makes the folder of the state if it is missing.
     *
     * @throws ProblemException when it can't be made
     */
    public static void makeFolder(Path folder) {
        try {
            PrivateFolder.make(folder);
        } catch (IOException e) {
            throw unwritable(folder.toAbsolutePath(), e);
        }
    }

    /** The problem of a state file or folder that can't be written, for the person who can free space or set permissions. */
    public static ProblemException unwritable(Path where, IOException failure) {
        return new ProblemException(
                new Problem(
                        ConfigProblemCode.STATE_NOT_WRITABLE,
                        where.toString(),
                        "can't be written",
                        IoErrorText.of(failure),
                        "free some space, and let the service's user read and write its state folder"),
                failure);
    }

    /** A database of its own in memory, gone when closed; for tests and for {@code check}. */
    public static StateDatabase inMemory() {
        String url = "jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        DatabaseFailureLog trouble = new DatabaseFailureLog("the database in memory", () -> true);
        return new StateDatabase(
                new ReopeningConnectionPool(() -> JdbcConnectionPool.create(url, "lamplighter", ""), trouble),
                null,
                null);
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public Optional<Problem> loss() {
        return Optional.ofNullable(loss);
    }

    @Override
    public Optional<Problem> displacement() {
        return folder == null ? Optional.empty() : folder.displacement();
    }

    /** {@inheritDoc} A failure to mark loses nothing: a disk that refuses the mark refuses the journal, too. */
    @Override
    public void mark() {
        if (folder != null && folder.displacement().isEmpty()) {
            try {
                folder.mark(pool);
                isMarked = true;
            } catch (IOException | SQLException e) {
                LOG.debug("no mark was written", e);
            }
        }
    }

    @Override
    public void asked() {}

    /** Shuts down a database in memory, which H2 would keep otherwise. */
    private void forget() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            LOG.debug("a database in memory was not shut down", e);
        }
    }

    @Override
    public void close() {
        if (folder == null) {
            forget();
        }
        pool.close();
        if (folder != null && (isMarked || loss == null)) {
            folder.markClosed();
        }
    }
}
