package dev.lamplighter.app.service;

import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.ConfigCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a command access to the cost reports: by the running service, which holds the state database, or, when none runs
 * with this state folder, in this process with the same routes.
 */
public final class CostsAccess implements VerbAccess, AutoCloseable {
    private final VerbAccess caller;
    private final Held held;

    private CostsAccess(VerbAccess caller, Held held) {
        this.caller = caller;
        this.held = held;
    }

    /**
     * Finds the service or opens the state.
     *
     * @throws ProblemException when costs are off, or when the service can't be reached
     */
    public static CostsAccess open(Configuration configuration) throws IOException {
        configuration.require(SetAside.COSTS);
        if (!configuration.settings().flag("cost.enabled", false)) {
            throw new ProblemException(new Problem(
                    ConfigCode.STATE_NOT_OPENED,
                    "cost.enabled",
                    "costs are off",
                    "there are no months to work on",
                    "set cost.enabled=true and what the block below it asks for"));
        }
        Path state = configuration.stateFolder();
        Optional<RunningService> running = RunningService.find(state);
        if (running.isPresent()) {
            return new CostsAccess(running.get(), () -> {});
        }
        StateDatabase database = StateDatabase.open(state);
        try {
            return here(configuration, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public List<String> call(String verb, Map<String, String> values) throws IOException {
        return caller.call(verb, values);
    }

    @Override
    public List<String> work(String verb, Map<String, String> values) throws IOException {
        return caller.work(verb, values);
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private static CostsAccess here(Configuration configuration, StateDatabase database) {
        AwsClients aws = AwsClients.connect(configuration.settings());
        ServiceContext serviceContext = ServiceContext.on(database, configuration, aws, InstantSource.system());
        CostsFeature feature = new CostsFeature(serviceContext);
        CommandRoutes routes = new CommandRoutes(configuration, serviceContext, feature.beans());
        feature.routes().attach(routes::context);
        Verbs verbs = new Verbs(feature.verbs());
        return new CostsAccess((verb, values) -> verbs.call(verb, values, Caller.atTheCommandLine()), () -> {
            routes.close();
            feature.close();
            aws.close();
            database.close();
        });
    }

    /** What is closed in the end. */
    private interface Held {
        void close() throws IOException;
    }
}
