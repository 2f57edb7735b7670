package dev.lamplighter.app.feature;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.StateSettings;
import dev.lamplighter.base.lease.Leases;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Opens the database of the state: the file in the state folder, or a PostgreSQL that copies of the service share, with the
 * leases that say which of them acts.
 *
 * @param file in which it lies; always sound elsewhere
 * @param end closes the database
 */
public record ServiceState(DataSource dataSource, StateFileIntegrity file, Leases leases, Runnable end)
        implements AutoCloseable {
    /**
     * Opens what the settings name; holds no lease yet.
     *
     * @throws dev.lamplighter.base.ProblemException when it can't be opened
     */
    public static ServiceState open(Configuration configuration) {
        StateSettings settings = StateSettings.of(configuration.settings());
        if (settings.url().isEmpty()) {
            return of(StateDatabase.open(configuration.stateFolder()));
        }
        StateDatabase.makeFolder(configuration.stateFolder());
        SharedDatabase shared = new SharedDatabase(settings.url().get(), settings.user());
        shared.requireReachable();
        Leases leases = Leases.shared(
                shared.leases(),
                settings.self(),
                settings.lease(),
                new ElapsedTime(InstantSource.system(), System::nanoTime));
        return new ServiceState(shared.dataSource(), StateFileIntegrity.SOUND, leases, () -> {});
    }

    /** The state in a file, which only this copy has open. */
    public static ServiceState of(StateDatabase database) {
        return new ServiceState(database.dataSource(), database, Leases.sole(), database::close);
    }

    /** Lets another copy act at once, and closes the database. */
    @Override
    public void close() {
        leases.close();
        end.run();
    }
}
