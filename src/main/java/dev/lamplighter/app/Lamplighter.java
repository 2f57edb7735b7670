package dev.lamplighter.app;

import dev.lamplighter.app.command.CheckCommand;
import dev.lamplighter.app.command.CostsCommand;
import dev.lamplighter.app.command.ExplainCommand;
import dev.lamplighter.app.command.PanelCommand;
import dev.lamplighter.app.command.ReloadCommand;
import dev.lamplighter.app.command.RoutesCommand;
import dev.lamplighter.app.command.RunCommand;
import dev.lamplighter.app.command.SandboxCommand;
import dev.lamplighter.app.command.StatusCommand;
import dev.lamplighter.app.command.WindowsCommand;
import dev.lamplighter.app.service.RefusedConfigurationException;
import dev.lamplighter.base.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts {@code bin/lamplighter}: exit 0 done, 1 refused or failed, 2 usage or settings. */
@Command(
        name = "lamplighter",
        description = "EC2 states on a light panel, streaming windows, exact cost reports.",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class)
public final class Lamplighter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Lamplighter.class);
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("sandbox", SandboxCommand.class);
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("reload", ReloadCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("routes", RoutesCommand.class);
        COMMANDS.put("panel", PanelCommand.class);
        COMMANDS.put("windows", WindowsCommand.class);
        COMMANDS.put("costs", CostsCommand.class);
    }

    public static void main(String[] args) {
        String[] words = args.length == 0 ? new String[] {"run"} : args;
        System.exit(commandLine(words[0]).execute(words));
    }

    /**
     * Makes the command line of the command that the first word names, or else of all: reading the annotations of all takes
     * as long as the rest of the start.
     */
    static CommandLine commandLine(String firstWord) {
        CommandLine lamplighter = new CommandLine(new Lamplighter());
        COMMANDS.forEach((name, command) -> {
            if (name.equals(firstWord) || !COMMANDS.containsKey(firstWord)) {
                lamplighter.addSubcommand(command);
            }
        });
        return lamplighter
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof RefusedConfigurationException refused) {
                        refused.problems()
                                .forEach(problem -> commandLine.getErr().println(problem.line()));
                        return refused.exitCode();
                    }
                    commandLine.getErr().println(oneLine(failure));
                    LOG.debug("command failed", failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    /**
     * The message of a failure in one line: a problem's own line; of anything else the class and root cause. The stack trace
     * is logged at DEBUG.
     */
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
