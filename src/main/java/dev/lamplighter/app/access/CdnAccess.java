package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.CdnFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.StateDatabase;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a command access to CloudFront: through the running service, or, if none runs with this state folder, in this process
 * with the same route.
 */
public final class CdnAccess {
    private CdnAccess() {}

    /** Finds the service, or makes the route without its state, which it doesn't need. */
    public static VerbInvoker open(Configuration configuration) {
        Optional<RunningService> running = RunningService.find(configuration.stateFolder());
        if (running.isPresent()) {
            return running.get();
        }
        StateDatabase database = StateDatabase.inMemory();
        ServiceContext serviceContext =
                new ServiceContext(configuration, AwsClients.refusing(), database.dataSource(), InstantSource.system());
        CdnFeature feature = new CdnFeature();
        LocalRoutes routes =
                new LocalRoutes(configuration, serviceContext, feature.beans(), "cdn-.*", CdnFeature.SHIPPED);
        feature.attach(routes::context);
        return new LocalVerbs(new Verbs(feature.verbs()), () -> {
            routes.close();
            feature.close();
            database.close();
        });
    }
}
