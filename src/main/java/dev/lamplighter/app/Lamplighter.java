package dev.lamplighter.app;

import dev.lamplighter.app.command.AlertsCommand;
import dev.lamplighter.app.command.CdnCommand;
import dev.lamplighter.app.command.CheckCommand;
import dev.lamplighter.app.command.CommandLines;
import dev.lamplighter.app.command.CompletionCommand;
import dev.lamplighter.app.command.ConfigCommand;
import dev.lamplighter.app.command.CostsCommand;
import dev.lamplighter.app.command.DoctorCommand;
import dev.lamplighter.app.command.ExplainCommand;
import dev.lamplighter.app.command.InitCommand;
import dev.lamplighter.app.command.JsonAnswer;
import dev.lamplighter.app.command.ManualCommand;
import dev.lamplighter.app.command.PackageCommand;
import dev.lamplighter.app.command.PageCommand;
import dev.lamplighter.app.command.PanelCommand;
import dev.lamplighter.app.command.ReloadCommand;
import dev.lamplighter.app.command.RoutesCommand;
import dev.lamplighter.app.command.RunCommand;
import dev.lamplighter.app.command.SandboxCommand;
import dev.lamplighter.app.command.StateCommand;
import dev.lamplighter.app.command.StatusCommand;
import dev.lamplighter.app.command.WindowsCommand;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.app.settings.RefusedConfigurationException;
import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.VisibleText;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Starts {@code bin/lamplighter}. Exit codes: docs/reference/settings.md. */
@Command(
        name = "lamplighter",
        description = "EC2 states on a light panel, streaming windows, exact cost reports.",
        mixinStandardHelpOptions = true,
        versionProvider = ProjectVersion.class)
public final class Lamplighter implements Runnable, CommandLines {
    private static final Logger LOG = LoggerFactory.getLogger(Lamplighter.class);

    /** The command of the service. It is run without the command line's parser, which a process that runs for months would keep. */
    private static final String RUN = "run";

    /** Commands that are about all others. */
    private static final Set<String> ABOUT_ALL = Set.of("completion", "manual");

    @Option(
            names = "--trace",
            scope = ScopeType.INHERIT,
            description = "Prints the stack trace of a failure before its line.")
    private boolean trace;

    /** They work for minutes or for ever, and log what they do. */
    private static final Set<String> TELL_OF_THEIR_WORK = Set.of("run", "sandbox", "costs");

    public static void main(String[] args) {
        String[] words = args.length == 0 ? new String[] {RUN} : args;
        System.exit(execute(words));
    }

    /** Returns the exit code, also of a command that ends with an error, as where a jar is missing; threads of it may remain, which would keep the process. */
    private static int execute(String... words) {
        try {
            return List.of(words).equals(List.of(RUN)) ? run(new Lamplighter()) : run(words);
        } catch (Error e) {
            if (List.of(words).contains("--trace")) {
                e.printStackTrace();
            }
            System.err.println(oneLine(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static int run(String... words) {
        return commandLine(words[0])
                .setExecutionStrategy(parsed -> {
                    if (!tellsOfItsWork(parsed)) {
                        StandardErrorLog.warningsOnly();
                    }
                    return execute(parsed);
                })
                .execute(words);
    }

    static boolean tellsOfItsWork(ParseResult parsed) {
        return parsed.hasSubcommand()
                && TELL_OF_THEIR_WORK.contains(parsed.subcommand().commandSpec().name());
    }

    private static int run(Lamplighter commandLines) {
        try {
            return RunCommand.run(Configuration.load(InstallDirectory.find(), List.of()), commandLines);
        } catch (Exception e) {
            return told(e, System.err::println);
        }
    }

    /** Prints a line for each problem of a failure, and returns the exit code. */
    private static int told(Exception failure, Consumer<String> err) {
        if (failure instanceof RefusedConfigurationException refused) {
            refused.problems().forEach(problem -> err.accept(problem.line()));
            return refused.exitCode();
        }
        err.accept(oneLine(failure));
        LOG.debug("command failed", failure);
        return CommandLine.ExitCode.SOFTWARE;
    }

    /**
     * Makes the command line for the command that {@code firstWord} names, or for all commands if it names none. One is
     * enough in most cases, and reading the annotations of all of them takes as long as the rest of the start.
     */
    static CommandLine commandLine(String firstWord) {
        Lamplighter command = new Lamplighter();
        CommandLine lamplighter = new CommandLine(command);
        Map<String, Class<?>> commands = Commands.BY_NAME;
        commands.forEach((name, type) -> {
            if (name.equals(firstWord) || !commands.containsKey(firstWord) || ABOUT_ALL.contains(firstWord)) {
                lamplighter.addSubcommand(type);
            }
        });
        return lamplighter
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Lamplighter::execute)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    List<Problem> problems = problems(failure);
                    if (isJson(parsed) && !problems.isEmpty()) {
                        commandLine.getOut().println(JsonAnswer.refused(problems));
                        commandLine.getOut().flush();
                    }
                    if (command.trace) {
                        failure.printStackTrace(commandLine.getErr());
                    }
                    return told(failure, line -> commandLine.getErr().println(line));
                });
    }

    /**
     * Prints help, which may be coloured, or runs the command, whose output may contain text from outside and is therefore
     * escaped. Returns the exit code.
     */
    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandLine lamplighter = parsed.commandSpec().commandLine();
        lamplighter.setOut(VisibleWriter.over(lamplighter.getOut()));
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Whether the command at the end of the line is to print JSON. */
    private static boolean isJson(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("--json");
    }

    /** The problems that a failure carries; empty for an exception of any other kind. */
    private static List<Problem> problems(Throwable failure) {
        if (failure instanceof RefusedConfigurationException refused) {
            return refused.problems();
        }
        Throwable cause = cause(failure);
        if (cause instanceof ProblemException problem) {
            return List.of(problem.problem());
        }
        return cause instanceof FileSystemException file && file.getFile() != null
                ? List.of(new Problem(
                        ConfigProblemCode.FILE_FAILED,
                        file.getFile(),
                        "a file can't be used",
                        IoErrorText.ofFile(file),
                        "look at the name, its permissions and the space on its disk, then run the command again"))
                : List.of();
    }

    /**
     * The message of a failure in one line: the line of its problem if it has one, otherwise the class and root cause. The
     * stack trace is logged at DEBUG.
     */
    private static String oneLine(Throwable failure) {
        List<Problem> problems = problems(failure);
        if (!problems.isEmpty()) {
            return problems.get(0).line();
        }
        Throwable cause = cause(failure);
        return "lamplighter: " + cause.getClass().getSimpleName() + ": " + VisibleText.of(cause.getMessage());
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ProblemException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public CommandLine of(String firstWord) {
        return commandLine(firstWord);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(new CommandLine(this), "name a command");
    }

    /** Names the classes of all commands, which are loaded with it. */
    private static final class Commands {
        static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

        static {
            BY_NAME.put("run", RunCommand.class);
            BY_NAME.put("init", InitCommand.class);
            BY_NAME.put("sandbox", SandboxCommand.class);
            BY_NAME.put("status", StatusCommand.class);
            BY_NAME.put("page", PageCommand.class);
            BY_NAME.put("reload", ReloadCommand.class);
            BY_NAME.put("check", CheckCommand.class);
            BY_NAME.put("doctor", DoctorCommand.class);
            BY_NAME.put("explain", ExplainCommand.class);
            BY_NAME.put("routes", RoutesCommand.class);
            BY_NAME.put("panel", PanelCommand.class);
            BY_NAME.put("windows", WindowsCommand.class);
            BY_NAME.put("package", PackageCommand.class);
            BY_NAME.put("costs", CostsCommand.class);
            BY_NAME.put("alerts", AlertsCommand.class);
            BY_NAME.put("cdn", CdnCommand.class);
            BY_NAME.put("state", StateCommand.class);
            BY_NAME.put("config", ConfigCommand.class);
            BY_NAME.put("completion", CompletionCommand.class);
            BY_NAME.put("manual", ManualCommand.class);
        }

        private Commands() {}
    }
}
