package dev.lamplighter.app.access;

import dev.lamplighter.app.feature.AwsClients;
import dev.lamplighter.app.feature.ServiceContext;
import dev.lamplighter.app.feature.ServiceState;
import dev.lamplighter.app.feature.WindowsFeature;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.code.WindowProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a command access to the windows: through the running service, or, if none runs, in this process from the state
 * folder for verbs that change nothing.
 */
public final class WindowsVerbConnector {
    private WindowsVerbConnector() {}

    /**
     * Access through the running service.
     *
     * @throws ProblemException when none runs with this state folder, or when it can't be reached
     */
    public static VerbInvoker running(Configuration configuration) {
        return RunningService.find(configuration.stateFolder())
                .orElseThrow(() -> new ProblemException(new Problem(
                        WindowProblemCode.NO_SERVICE_FOR_WINDOWS,
                        configuration.stateFolder().toString(),
                        "no service runs with this state folder",
                        "only a running service can do this, and end it in time",
                        "start the service: bin/lamplighter run")));
    }

    /** Access through the running service, or else to the state that it left behind, which allows no changes. */
    public static VerbInvoker open(Configuration configuration) {
        Optional<RunningService> running = RunningService.find(configuration.stateFolder());
        if (running.isPresent()) {
            return running.get();
        }
        configuration.require(SetAside.WINDOWS);
        ServiceState database = ServiceState.open(configuration);
        try {
            ServiceContext serviceContext =
                    ServiceContext.on(database, configuration, AwsClients.refusing(), InstantSource.system());
            WindowsFeature feature = new WindowsFeature(serviceContext, new SavedInstanceNames(serviceContext));
            feature.tell(serviceContext.setAside());
            return new LocalVerbs(new Verbs(feature.verbs()), () -> {
                feature.close();
                database.close();
            });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Whether a service has run with this state folder; true also if only the service may read it. */
    public static boolean hasState(Configuration configuration) {
        try {
            Path database = configuration.stateFolder().resolve("lamplighter.mv.db");
            return Files.readAttributes(database, BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
