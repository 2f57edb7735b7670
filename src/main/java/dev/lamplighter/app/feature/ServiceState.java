package dev.lamplighter.app.feature;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SharedDatabase;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.StateSettings;
import dev.lamplighter.base.lease.Leases;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Opens the database of the state: the file in the state folder, or a PostgreSQL that copies of the service share, with the
 * leases that say which of them acts.
 *
 * @param file in which it lies; always sound elsewhere
 * @param away a shared database that can't be reached, in whose place {@code dataSource} is an empty one in memory; none else
 * @param end closes the database
 */
public record ServiceState(
        DataSource dataSource, StateFileIntegrity file, Leases leases, Optional<Away> away, Runnable end)
        implements AutoCloseable {
    /** A database that can't be reached, and why. */
    public record Away(SharedDatabase database, Problem problem) {}

    /**
     * Opens what the settings name; holds no lease yet.
     *
     * @throws ProblemException when it can't be opened
     */
    public static ServiceState open(Configuration configuration) {
        ServiceState state = openOrAwait(configuration);
        state.away().ifPresent(away -> {
            state.close();
            throw new ProblemException(away.problem());
        });
        return state;
    }

    /**
     * As {@link #open}, but of a shared database that can't be reached this tells so, and its leases must not be started.
     *
     * @throws ProblemException when it can't be opened otherwise
     */
    public static ServiceState openOrAwait(Configuration configuration) {
        StateSettings settings = StateSettings.of(configuration.settings());
        if (settings.url().isEmpty()) {
            return of(StateDatabase.open(configuration.stateFolder()));
        }
        StateDatabase.makeFolder(configuration.stateFolder());
        SharedDatabase shared = new SharedDatabase(settings.url().get(), settings.user());
        Leases leases = Leases.shared(
                shared.leases(),
                settings.self(),
                settings.lease(),
                new ElapsedTime(InstantSource.system(), System::nanoTime));
        Optional<Away> away = shared.unreachable().map(problem -> new Away(shared, problem));
        if (away.isEmpty()) {
            return new ServiceState(shared.dataSource(), StateFileIntegrity.SOUND, leases, away, () -> {});
        }
        StateDatabase empty = StateDatabase.inMemory();
        return new ServiceState(empty.dataSource(), StateFileIntegrity.SOUND, leases, away, empty::close);
    }

    /** The state in a file, which only this copy has open. */
    public static ServiceState of(StateDatabase database) {
        return new ServiceState(database.dataSource(), database, Leases.sole(), Optional.empty(), database::close);
    }

    /** Lets another copy act at once, and closes the database. */
    @Override
    public void close() {
        leases.close();
        end.run();
    }
}
