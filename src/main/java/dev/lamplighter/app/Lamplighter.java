package dev.lamplighter.app;

import dev.lamplighter.app.command.CheckCommand;
import dev.lamplighter.app.command.CostsCommand;
import dev.lamplighter.app.command.PanelCommand;
import dev.lamplighter.app.command.RunCommand;
import dev.lamplighter.app.command.SandboxCommand;
import dev.lamplighter.app.command.WindowsCommand;
import dev.lamplighter.base.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code bin/lamplighter}: exit 0 done, 1 refused or failed, 2 usage. */
@Command(
        name = "lamplighter",
        description = "EC2 states on a light panel, streaming windows, exact cost reports.",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class,
        subcommands = {
            RunCommand.class,
            SandboxCommand.class,
            CheckCommand.class,
            PanelCommand.class,
            WindowsCommand.class,
            CostsCommand.class
        })
public final class Lamplighter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lamplighter.class);

    public static void main(String[] args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"run"} : args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lamplighter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    commandLine.getErr().println(oneLine(failure));
                    LOG.debug("command failed", failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /** A problem speaks for itself; anything else is named with its root cause, the stack trace stays at DEBUG. */
    private static String oneLine(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ProblemException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ProblemException problem
                ? problem.problem().line()
                : "lamplighter: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(this), "name a command");
    }
}
