package dev.lamplighter.app.command;

import picocli.CommandLine.Command;

/** Groups the commands about CloudFront: {@code lamplighter cdn}. */
@Command(
        name = "cdn",
        description = "Points CloudFront elsewhere, beside the running service or without it.",
        mixinStandardHelpOptions = true,
        subcommands = CdnPointCommand.class)
public final class CdnCommand extends CommandGroup {}
