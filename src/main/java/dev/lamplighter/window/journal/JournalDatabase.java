package dev.lamplighter.window.journal;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.StateFileIntegrity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database of the journal of windows: the state database of this machine, or a PostgreSQL that copies share. */
public final class JournalDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDatabase.class);
    private static final int CONNECT_SECONDS = 5;
    /** The longest wait for an answer, so that a pass doesn't hang on a lost database. */
    private static final int ANSWER_SECONDS = 10;

    private final DataSource database;
    private final Lease lease;
    private final StateFileIntegrity file;

    private JournalDatabase(DataSource database, Lease lease, StateFileIntegrity file) {
        this.database = database;
        this.lease = lease;
        this.file = file;
    }

    /**
     * Connects to nothing yet.
     *
     * @param own the state database of this machine
     * @param file in which it lies
     * @param password null to leave it to the driver, which reads {@code ~/.pgpass}
     * @param elapsedTime of the lease
     */
    public static JournalDatabase of(
            JournalSettings settings,
            DataSource own,
            StateFileIntegrity file,
            @Nullable String password,
            ElapsedTime elapsedTime) {
        if (settings.url().isEmpty()) {
            return new JournalDatabase(own, Lease.SOLE, file);
        }
        // A connection for each statement: a pass needs one or two, and none of them can be found dead.
        PGSimpleDataSource shared = new PGSimpleDataSource();
        shared.setConnectTimeout(CONNECT_SECONDS);
        shared.setSocketTimeout(ANSWER_SECONDS);
        shared.setApplicationName("lamplighter");
        shared.setUrl(settings.url().get());
        if (!settings.user().isEmpty()) {
            shared.setUser(settings.user());
        }
        if (password != null) {
            shared.setPassword(password);
        }
        return new JournalDatabase(
                shared, new DatabaseLease(shared, copy(), settings.lease(), elapsedTime), StateFileIntegrity.SOUND);
    }

    /** Names this process: the machine, for people, and something that no other copy has. */
    private static String copy() {
        String unique = UUID.randomUUID().toString();
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + unique;
        } catch (UnknownHostException e) {
            return unique; // a machine without a name of its own
        }
    }

    /** The database in which the journal lies. */
    public DataSource dataSource() {
        return database;
    }

    public WindowJournal journal() {
        return new WindowJournal(database, lease, file);
    }

    /** Gives up the lease, so that another copy acts at once. */
    @Override
    public void close() {
        try {
            lease.release();
        } catch (JournalException e) {
            LOG.warn("the lease of the windows runs out by itself reason=\"{}\"", e.getMessage());
        }
    }
}
