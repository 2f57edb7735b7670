package dev.lamplighter.app.service;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The windows for a command: those of the running service, or, to ask and not to act, what its state folder holds while none
 * runs.
 */
public final class WindowsAccess implements AutoCloseable {
    private final WindowOperationsMXBean operations;
    private final Held held;

    private WindowsAccess(WindowOperationsMXBean operations, Held held) {
        this.operations = operations;
        this.held = held;
    }

    /**
     * The running service's windows.
     *
     * @throws ProblemException when none runs with this state folder, or when it can't be reached
     */
    public static WindowsAccess running(Configuration configuration) throws IOException {
        return find(configuration)
                .orElseThrow(() -> new ProblemException(new Problem(
                        "WINDOW-143",
                        configuration.stateFolder().toString(),
                        "no service runs with this state folder",
                        "nobody would carry it out and end it again",
                        "start the service: bin/lamplighter run")));
    }

    /** The running service's windows, or what they left behind; the latter can't act. */
    public static WindowsAccess open(Configuration configuration) throws IOException {
        Optional<WindowsAccess> running = find(configuration);
        if (running.isPresent()) {
            return running.get();
        }
        configuration.require(SetAside.WINDOWS);
        StateDatabase database = StateDatabase.open(configuration.stateFolder());
        try {
            Foundation foundation =
                    Foundation.on(database, configuration, AwsClients.refusing(), InstantSource.system());
            WindowsFeature feature = new WindowsFeature(foundation);
            feature.tell(foundation.setAside());
            return new WindowsAccess(feature.operations(), () -> {
                feature.close();
                database.close();
            });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Whether a service has run with this state folder. */
    public static boolean hasState(Configuration configuration) {
        return Files.exists(configuration.stateFolder().resolve("lamplighter.mv.db"));
    }

    public WindowOperationsMXBean operations() {
        return operations;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    private static Optional<WindowsAccess> find(Configuration configuration) throws IOException {
        Path state = configuration.stateFolder();
        Optional<RunningService> running = RunningService.find(state);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        RunningService service = running.get();
        return Optional.of(new WindowsAccess(service.feature("Windows", WindowOperationsMXBean.class), service::close));
    }

    /** What is let go in the end. */
    private interface Held {
        void close() throws IOException;
    }
}
