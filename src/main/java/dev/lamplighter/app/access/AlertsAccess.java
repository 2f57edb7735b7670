package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.MessagesFeature;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.message.MessageSettings;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Gives a command access to the places that are told of alerts: through the running service, or, if none runs with this
 * state folder, in this process with the same routes.
 */
public final class AlertsAccess {
    private AlertsAccess() {}

    /** Finds the service, or makes the routes without its state, which a message that is sent at once doesn't need. */
    public static VerbInvoker open(Configuration configuration) {
        Optional<RunningService> running = RunningService.find(configuration.stateFolder());
        if (running.isPresent()) {
            return running.get();
        }
        StateDatabase database = StateDatabase.inMemory();
        ServiceContext serviceContext =
                new ServiceContext(configuration, AwsClients.refusing(), database.dataSource(), InstantSource.system());
        MessagesFeature feature = new MessagesFeature(
                MessageSettings.of(configuration.settings()),
                List.of(serviceContext.alerts().messages()),
                serviceContext.alerts(),
                serviceContext.clock(),
                () -> {});
        LocalRoutes routes = new LocalRoutes(configuration, serviceContext, feature.beans(), "message.*", List.of());
        feature.attach(routes::context);
        return new LocalVerbs(new Verbs(feature.verbs()), () -> {
            routes.close();
            database.close();
        });
    }

    /** The settings of messages that can't be used: their places are not there, and must not go without a word. */
    public static List<Problem> refused(Configuration configuration) {
        return configuration.refused().stream()
                .filter(problem ->
                        problem.is(ConfigProblemCode.VALUE_REFUSED) || problem.is(ConfigProblemCode.NO_VALUE))
                .filter(problem -> problem.what().startsWith("alerts."))
                .toList();
    }
}
