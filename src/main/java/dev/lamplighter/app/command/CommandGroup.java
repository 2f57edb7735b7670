package dev.lamplighter.app.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses a group of commands that is called without one of them. */
final class CommandGroup {
    private CommandGroup() {}

    /** Names the commands of the group. */
    static ParameterException incomplete(CommandSpec group) {
        return new ParameterException(
                group.commandLine(),
                "name a command: " + String.join(", ", group.subcommands().keySet()));
    }
}
