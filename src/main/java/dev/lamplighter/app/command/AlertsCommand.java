package dev.lamplighter.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about who is told of alerts: {@code lamplighter alerts}. */
@Command(
        name = "alerts",
        description = "Tries who is told of alerts, beside the running service or without it.",
        mixinStandardHelpOptions = true,
        subcommands = AlertsTestCommand.class)
public final class AlertsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw CommandGroup.incomplete(spec);
    }
}
