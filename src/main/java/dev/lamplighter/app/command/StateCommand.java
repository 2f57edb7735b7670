package dev.lamplighter.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about the state of the service: {@code lamplighter state}. */
@Command(
        name = "state",
        description = "Moves what the service has to remember, while it doesn't run.",
        mixinStandardHelpOptions = true,
        subcommands = StateMoveCommand.class)
public final class StateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
