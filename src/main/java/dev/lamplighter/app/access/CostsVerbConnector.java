package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.CostsFeature;
import dev.lamplighter.app.feature.JournalledOccurrences;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.ServiceState;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a command access to the cost reports: through the running service, which holds the state database, or, if none runs
 * with this state folder, in this process with the same routes.
 */
public final class CostsVerbConnector {
    private CostsVerbConnector() {}

    /**
     * Finds the service or opens the state.
     *
     * @throws ProblemException when costs are off, or when the service can't be reached
     */
    public static VerbInvoker open(Configuration configuration) throws IOException {
        configuration.require(SetAside.COSTS);
        if (!configuration.settings().flag("cost.enabled", false)) {
            throw new ProblemException(new Problem(
                    ConfigProblemCode.STATE_NOT_OPENED,
                    "cost.enabled",
                    "costs are off",
                    "there are no months to work on",
                    "set cost.enabled=true and what the block below it asks for"));
        }
        Path state = configuration.stateFolder();
        Optional<RunningService> running = RunningService.find(state);
        if (running.isPresent()) {
            return running.get();
        }
        ServiceState database = ServiceState.open(configuration);
        try {
            return here(configuration, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static VerbInvoker here(Configuration configuration, ServiceState database) {
        AwsClients aws = AwsClients.connect(configuration.settings(), database.leases());
        ServiceContext serviceContext = ServiceContext.on(database, configuration, aws, InstantSource.system());
        StoredWindows windows = new StoredWindows(serviceContext);
        CostsFeature feature = new CostsFeature(serviceContext, new JournalledOccurrences(windows));
        database.leases().start();
        LocalRoutes routes = new LocalRoutes(configuration, serviceContext, feature.beans());
        feature.routes().attach(routes::context);
        return new LocalVerbs(new Verbs(feature.verbs()), () -> {
            routes.close();
            windows.close();
            feature.close();
            aws.close();
            database.close();
        });
    }
}
