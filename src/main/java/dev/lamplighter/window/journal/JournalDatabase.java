package dev.lamplighter.window.journal;

import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import javax.sql.DataSource;

/** Opens the database of the journal of windows: that of the state, or a PostgreSQL of its own. */
public final class JournalDatabase implements AutoCloseable {
    private final DataSource database;
    private final Leases leases;
    private final StateFileIntegrity file;
    private final boolean isApart;

    private JournalDatabase(DataSource database, Leases leases, StateFileIntegrity file, boolean isApart) {
        this.database = database;
        this.leases = leases;
        this.file = file;
        this.isApart = isApart;
    }

    /** The journal in the database of the state; the leases belong to that. */
    public static JournalDatabase in(DataSource state, StateFileIntegrity file, Leases leases) {
        return new JournalDatabase(state, leases, file, false);
    }

    /** The journal in a database of its own, which is closed with it, as are the leases. Connects to nothing yet. */
    public static JournalDatabase apart(SharedDatabase own, Leases leases) {
        return new JournalDatabase(own.dataSource(), leases, StateFileIntegrity.SOUND, true);
    }

    /** The database in which the journal lies. */
    public DataSource dataSource() {
        return database;
    }

    /** The leases of the copies that share it. */
    public Leases leases() {
        return leases;
    }

    public WindowJournal journal() {
        return new WindowJournal(database, leases.named(Lease.WINDOWS), file);
    }

    /** Gives up the lease of a database of its own, so that another copy acts at once. */
    @Override
    public void close() {
        if (isApart) {
            leases.close();
        }
    }
}
