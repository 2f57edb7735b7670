package dev.lamplighter.app.command;

import picocli.CommandLine.Command;

/** Groups the commands that work on the panel by hand: {@code lamplighter panel}. */
@Command(
        name = "panel",
        description = "Works on the light panel by hand.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PanelTestCommand.class,
            PanelClearCommand.class,
            PanelMapCommand.class,
            PanelSnapshotCommand.class,
            PanelBytesCommand.class
        })
public final class PanelCommand extends CommandGroup {}
