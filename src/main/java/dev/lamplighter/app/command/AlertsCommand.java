package dev.lamplighter.app.command;

import picocli.CommandLine.Command;

/** Groups the commands about who is told of alerts: {@code lamplighter alerts}. */
@Command(
        name = "alerts",
        description = "Tries who is told of alerts, beside the running service or without it.",
        mixinStandardHelpOptions = true,
        subcommands = AlertsTestCommand.class)
public final class AlertsCommand extends CommandGroup {}
