package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Service;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is stopped: {@code lamplighter run}. */
@Command(
        name = "run",
        description = "Runs the service until it is stopped (Ctrl-C, SIGTERM).",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLines commandLines = (CommandLines) spec.root().userObject();
        return new Service(
                        Configuration.load(InstallDirectory.find(), properties),
                        verbs -> TypedCommand.beside(verbs, commandLines))
                .run();
    }
}
