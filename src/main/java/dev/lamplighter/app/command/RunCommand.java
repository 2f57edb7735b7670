package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Service;
import dev.lamplighter.app.settings.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service until it is stopped: {@code lamplighter run}. */
@Command(
        name = "run",
        description = "Runs the service until it is stopped (Ctrl-C, SIGTERM).",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Mixin
    private PropertiesMixin properties = new PropertiesMixin();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return run(properties.configuration(), (CommandLines) spec.root().userObject());
    }

    /** Returns the exit code once the service has ended. */
    public static int run(Configuration configuration, CommandLines commandLines) throws Exception {
        return new Service(configuration, verbs -> TypedCommand.beside(verbs, commandLines)).run();
    }
}
