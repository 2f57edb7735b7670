package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.base.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finds the running service whose panel a command is about. */
final class PanelServiceMixin {
    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The service's process, where its state folder is not the configured one.")
    private @Nullable Long pid;

    /**
     * The service with the named process id, or the one that runs with the configured state folder; empty if neither exists.
     */
    Optional<RunningService> find(Settings settings) {
        return pid == null
                ? RunningService.find(settings.path("state.folder", "work"))
                : Optional.of(RunningService.of(pid));
    }
}
