package dev.lamplighter.app.command;

import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.app.verb.Verbs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Carries out a command in the service as it was typed: the client that sends it needs neither the command line nor the settings,
 * by which most of the time of a short command goes. What isn't a command that only asks or tells the service, and whatever isn't
 * written as it has to be, is left to the whole program in the caller's own process, and nothing is done.
 */
public final class TypedCommand {
    private static final List<String> OF_THE_CALLER = List.of("--properties", "--trace");

    private TypedCommand() {}

    /** The verbs and one more, for the socket, which alone is spoken by our own client. */
    public static Verbs beside(Verbs verbs, CommandLines commandLines) {
        VerbArgument words =
                new VerbArgument(CommandClient.WORDS, Kind.CONTENT, true, "the command's words, a line each");
        Verb verb = new Verb(
                CommandClient.VERB, Effect.ASKS, "Carries out a command as it was typed.", List.of(words), given -> {
                    CommandClient.Printed printed = carriedOut(
                            given.text(CommandClient.WORDS).split("\n", -1),
                            commandLines,
                            (name, values) -> verbs.call(name, values, given.caller()));
                    return printed.lines();
                });
        return verbs.with(verb);
    }

    private static CommandClient.Printed carriedOut(String[] words, CommandLines commandLines, VerbInvoker verbs) {
        CommandLine commandLine = commandLines.of(words[0]);
        commandLine.setExpandAtFiles(false); // of the caller, who might not be allowed to read them
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        CommandLine.IExecutionStrategy whole = commandLine.getExecutionStrategy();
        commandLine.setExecutionStrategy(parsed -> {
            Optional<RunningServiceMixin> service = service(parsed);
            service.ifPresent(mixin -> mixin.callHere(verbs));
            return service.isPresent() ? whole.execute(parsed) : CommandClient.NOT_HERE;
        });
        commandLine.setParameterExceptionHandler(
                (mistake, given) -> CommandClient.NOT_HERE); // with its help, as wide as the terminal
        int exitCode = commandLine.execute(words);
        commandLine.getErr().flush();
        return new CommandClient.Printed(exitCode, out.toString(), err.toString());
    }

    /** What the command reaches the service by, if it may be carried out here. */
    private static Optional<RunningServiceMixin> service(ParseResult parsed) {
        ParseResult last = parsed;
        boolean helps = last.isUsageHelpRequested() || last.isVersionHelpRequested();
        while (last.hasSubcommand()) {
            last = last.subcommand();
            helps |= last.isUsageHelpRequested() || last.isVersionHelpRequested();
        }
        if (helps || OF_THE_CALLER.stream().anyMatch(last::hasMatchedOption)) {
            return Optional.empty();
        }
        return last.commandSpec().mixins().values().stream()
                .map(mixin -> mixin.userObject())
                .filter(RunningServiceMixin.class::isInstance)
                .map(RunningServiceMixin.class::cast)
                .findFirst();
    }
}
