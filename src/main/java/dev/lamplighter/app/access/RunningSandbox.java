package dev.lamplighter.app.access;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.app.settings.ProgramDirectory;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Directs commands to the service of a sandbox on this machine. The sandbox leaves the path of its service's settings in
 * the build's folder, that of a package in the cache folder of its user.
 */
public final class RunningSandbox {
    private static final String POINTER = "running-sandbox";

    private RunningSandbox() {}

    /** Records the path of a sandbox's settings; the next sandbox replaces it. */
    public static void announce(ProgramDirectory program, Path settings) throws IOException {
        Path folder = Files.createDirectories(program.sandboxes());
        AtomicFile.write(folder.resolve(POINTER), (settings.toAbsolutePath() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The settings of a sandbox's service that runs, unless a service runs with the {@code own} settings. */
    public static Optional<Configuration> instead(ProgramDirectory program, Configuration own) {
        Path pointer = program.sandboxes().resolve(POINTER);
        if (!Files.isReadable(pointer) || isRunning(own)) {
            return Optional.empty();
        }
        try {
            Path settings = Path.of(Files.readString(pointer).strip());
            return Optional.of(settings)
                    .filter(Files::isReadable)
                    .map(file -> Configuration.load(new InstallDirectory(program.folder()), List.of(file)))
                    .filter(RunningSandbox::isRunning);
        } catch (IOException e) { // the sandbox has just ended
            return Optional.empty();
        }
    }

    /** Whether a service runs. One that can't be reached counts, too: the command then reports why it can't. */
    private static boolean isRunning(Configuration configuration) {
        try {
            return RunningService.find(configuration.stateFolder()).isPresent();
        } catch (ProblemException e) {
            return true;
        }
    }
}
