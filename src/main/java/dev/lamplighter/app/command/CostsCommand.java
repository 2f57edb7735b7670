package dev.lamplighter.app.command;

import picocli.CommandLine.Command;

/** Groups the commands that work on cost reports by hand: {@code lamplighter costs}. */
@Command(
        name = "costs",
        description = "Works on cost reports by hand, beside the running service or without it.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CostsConvertCommand.class,
            CostsPlanCommand.class,
            CostsPublishCommand.class,
            CostsRollbackCommand.class,
            CostsRemakeCommand.class,
            CostsVerifyCommand.class,
            CostsReportCommand.class,
            CostsQueryCommand.class,
            CostsLetterCommand.class,
            CostsStreamsCommand.class,
            CostsSampleCommand.class
        })
public final class CostsCommand extends CommandGroup {}
