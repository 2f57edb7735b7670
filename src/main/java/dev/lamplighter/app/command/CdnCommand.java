package dev.lamplighter.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the commands about CloudFront: {@code lamplighter cdn}. */
@Command(
        name = "cdn",
        description = "Points CloudFront elsewhere, beside the running service or without it.",
        mixinStandardHelpOptions = true,
        subcommands = CdnPointCommand.class)
public final class CdnCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw CommandGroup.incomplete(spec);
    }
}
