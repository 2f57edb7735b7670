package dev.lamplighter.app.service;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Leads commands to the service of a sandbox that runs on this machine: the sandbox leaves the path of its service's settings
 * in the build's folder.
 */
public final class RunningSandbox {
    private static final String POINTER = "target/running-sandbox";

    private RunningSandbox() {}

    /** Names the settings of a sandbox's service, until another one does. */
    public static void announce(Path home, Path settings) throws IOException {
        AtomicFile.write(home.resolve(POINTER), (settings.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The settings of a sandbox's service that runs, unless a service runs with the {@code own} settings. */
    public static Optional<Configuration> instead(InstallDirectory home, Configuration own) {
        Path pointer = home.folder().resolve(POINTER);
        if (!Files.isReadable(pointer) || isRunning(own)) {
            return Optional.empty();
        }
        try {
            Path settings = Path.of(Files.readString(pointer).strip());
            return Optional.of(settings)
                    .filter(Files::isReadable)
                    .map(file -> Configuration.load(home, List.of(file)))
                    .filter(RunningSandbox::isRunning);
        } catch (IOException e) { // it has just gone
            return Optional.empty();
        }
    }

    /** Whether a service runs, which may be one that can't be reached: who asks it is told that. */
    private static boolean isRunning(Configuration configuration) {
        try {
            return RunningService.find(configuration.stateFolder()).isPresent();
        } catch (ProblemException e) {
            return true;
        }
    }
}
