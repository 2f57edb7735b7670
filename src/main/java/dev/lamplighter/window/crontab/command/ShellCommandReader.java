package dev.lamplighter.window.crontab.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line in the order in which a shell would run it, and finds the calls to EC2 that are made in any case. A
 * call that depends on a condition is reported as left out.
 */
public final class ShellCommandReader {
    /** Commands that always succeed and have no effect beyond the line. */
    private static final Set<String> HARMLESS = Set.of(
            "cd", "true", ":", "set", "date", "umask", "ulimit", "wait", "echo", "printf", "unset", "pwd", "hostname");

    /** More groups within groups than anybody writes; the stack has room for many more. */
    private static final int DEEPEST = 20;

    private static final String BY_HAND =
            "declare the window by hand, with the days in when:, as in days: first SUN or every: 2 weeks, or in except:, "
                    + "or write a route of yours that asks before ec2-start (docs/how-to/put-a-step-before-a-stop.md)";

    private final TokenCursor tokens;
    private final CommandFindings found;
    private final Map<String, String> variables;
    private final boolean stopsAtErrors;
    private final boolean losesVariables;
    private final int depth;
    private long delay;
    /** Why it is uncertain that the rest of the line runs; null if it runs. */
    private @Nullable String ended;
    /** Whether the part that is being read runs only if a command fails that is assumed to succeed. */
    private boolean isUnlikely;

    private ShellCommandReader(
            List<Token> tokens, CommandFindings found, UnwrappedCommand shell, long delay, int depth) {
        this.tokens = new TokenCursor(tokens);
        this.found = found;
        this.variables = new HashMap<>(shell.variables());
        this.stopsAtErrors = shell.stopsAtErrors();
        this.losesVariables = shell.losesVariables();
        this.delay = delay;
        this.depth = depth;
    }

    /**
     * Reads the command of a crontab line.
     *
     * @param variables that the crontab sets
     */
    public static CommandFindings read(String command, Map<String, String> variables) {
        CommandFindings found = new CommandFindings();
        try {
            List<Token> tokens = new ArrayList<>(ShellLexer.tokens(command));
            if (CrontabUserField.isIn(tokens)) {
                found.user(tokens.remove(0).text());
            }
            UnwrappedCommand shell = new UnwrappedCommand(List.of(), null, false, variables, false);
            new ShellCommandReader(tokens, found, shell, 0, 0).list(null, "", 0);
            return found;
        } catch (UnsupportedCommandException e) {
            CommandFindings none = new CommandFindings();
            none.leaveOut(command, e.why(), e.fix());
            return none;
        }
    }

    /** Reads a list of commands up to {@code end}; returns what in it may fail, or null if nothing may. */
    private @Nullable String list(@Nullable String condition, String end, int nested)
            throws UnsupportedCommandException {
        if (depth + nested > DEEPEST) {
            throw new UnsupportedCommandException("it is nested deeper than " + DEEPEST + " deep", "write it plainly");
        }
        String mayFail = null;
        while (!tokens.isAtEnd() && !tokens.isAt(end)) {
            if (tokens.takes(";")) {
                continue;
            }
            long before = delay;
            mayFail = andOr(condition, nested);
            if (tokens.takes("&")) {
                delay = before;
            } else if (!tokens.isAtEnd() && !tokens.isOperator(";") && !tokens.isAt(end)) {
                throw tokens.unreadable();
            }
        }
        if (!end.isEmpty() && !tokens.takes(end)) {
            throw tokens.unreadable();
        }
        return mayFail;
    }

    private @Nullable String andOr(@Nullable String condition, int nested) throws UnsupportedCommandException {
        String doubt = null;
        String now = condition;
        boolean isFallback = false;
        while (true) {
            int from = tokens.position();
            boolean isUnlikelyBefore = isUnlikely;
            isUnlikely |= isFallback && doubt == null && condition == null;
            String mayFail = pipeline(now == null ? ended : now, nested);
            isUnlikely = isUnlikelyBefore;
            doubt = doubt == null && !isFallback ? mayFail : doubt;
            if (stopsAtErrors && mayFail != null && ended == null) {
                ended = onlyIf(mayFail, "succeeds");
            }
            String before = tokens.shown(from, tokens.position());
            isFallback = tokens.isOperator("||");
            if (tokens.takes("&&")) {
                now = condition != null || doubt == null ? condition : onlyIf(doubt, "succeeds");
            } else if (tokens.takes("||")) {
                now = condition != null ? condition : onlyIf(doubt == null ? before : doubt, "fails");
            } else {
                return doubt;
            }
        }
    }

    private static String onlyIf(String command, String does) {
        return "it runs only if `" + command + "` " + does + ", and a window has no condition";
    }

    private @Nullable String pipeline(@Nullable String condition, int nested) throws UnsupportedCommandException {
        int from = tokens.position();
        int end = tokens.elementEnd(from);
        if (tokens.isPipe(end)) {
            while (tokens.isPipe(end)) {
                end = tokens.elementEnd(end + 1);
            }
            tokens.moveTo(end);
            pipe(tokens.shown(from, end));
            return tokens.shown(from, end);
        }
        if (tokens.takes("(")) {
            return list(condition, ")", nested + 1);
        }
        if (tokens.takes("{")) {
            return list(condition, "}", nested + 1);
        }
        List<Word> words = tokens.words(from, end);
        tokens.moveTo(end);
        return simple(words, condition);
    }

    private void pipe(String whole) {
        if (whole.contains("ec2")) {
            found.leaveOut(
                    whole,
                    "it is a pipe, and its input may decide about the call",
                    "write the call without the pipe, as in >> /var/log/ec2.log 2>&1");
        } else {
            found.other(whole);
        }
    }

    private @Nullable String simple(List<Word> raw, @Nullable String condition) throws UnsupportedCommandException {
        Word first = raw.get(0);
        if (first.isReserved()) {
            throw new UnsupportedCommandException("it has a condition or a loop (" + first.text() + ")", BY_HAND);
        }
        String shown = TokenCursor.shown(raw);
        List<Word> words = new ArrayList<>();
        for (Word word : raw) {
            words.addAll(word.isAssignment() ? word.asOne().expand(variables) : word.expand(variables));
        }
        if (words.isEmpty()) {
            return null;
        }
        UnwrappedCommand command = UnwrappedCommand.of(words, variables);
        if (command.script() != null) {
            return script(command.script(), command, condition);
        }
        if (command.words().isEmpty()) {
            if (words.stream().allMatch(Word::isAssignment)) {
                words.forEach(word -> word.assignTo(variables));
            } else if (shown.contains("ec2")) {
                found.other(shown);
            }
            return null;
        }
        return run(command, shown, condition);
    }

    private UnwrappedCommand within(UnwrappedCommand command) {
        return new UnwrappedCommand(
                List.of(),
                null,
                command.stopsAtErrors(),
                command.variables(),
                command.losesVariables() || losesVariables);
    }

    private @Nullable String run(UnwrappedCommand command, String shown, @Nullable String condition)
            throws UnsupportedCommandException {
        List<Word> words = command.words();
        String programme = words.get(0).programme();
        return switch (programme) {
            case "test", "[" -> shown;
            case "eval" -> script(TokenCursor.shown(words.subList(1, words.size())), command, condition);
            case "sleep" -> {
                sleep(words, condition);
                yield null;
            }
            case "exit", "return", "break" -> {
                end(condition == null ? "the line ends before it, by " + programme : condition);
                yield null;
            }
            case "export", "declare", "typeset" -> {
                words.forEach(word -> word.assignTo(variables));
                yield null;
            }
            case "source", "." -> {
                found.unseen(words.size() > 1 ? words.get(1).shown() : programme);
                yield null;
            }
            default -> HARMLESS.contains(programme) ? harmless(shown) : call(command, shown, condition);
        };
    }

    private @Nullable String harmless(String shown) {
        if (shown.contains("ec2")) {
            found.leaveOut(shown, "it prints the call and doesn't make it", "leave out echo where the call is meant");
        }
        return null;
    }

    private @Nullable String script(String script, UnwrappedCommand shell, @Nullable String condition)
            throws UnsupportedCommandException {
        ShellCommandReader inner =
                new ShellCommandReader(ShellLexer.tokens(script), found, within(shell), delay, depth + 1);
        String mayFail = inner.list(condition, "", 0);
        delay = inner.delay;
        return mayFail;
    }

    private @Nullable String call(UnwrappedCommand command, String shown, @Nullable String condition) {
        Optional<Ec2CliCommand> call;
        try {
            call = Ec2CliCommand.of(command.words(), command.variables());
        } catch (UnsupportedCommandException e) {
            found.leaveOut(shown, e.why(), e.fix());
            return null;
        }
        if (call.isEmpty()) {
            found.other(shown);
            return shown;
        }
        Ec2CliCommand ec2 = call.get();
        boolean isCall = ec2.verb() != Ec2CliCommand.Verb.OTHER;
        if (!isCall && ec2.operation().equals("wait")) {
            return null;
        }
        if (!isCall) {
            found.other(shown);
            return shown;
        }
        if (ec2.changesNothing()) {
            found.leaveOut(shown, "it only asks what EC2 would do", "leave out --dry-run where the call is meant");
            return shown;
        } else if (condition != null) {
            found.leaveOut(shown, condition, BY_HAND);
        } else {
            boolean loses = command.losesVariables() || losesVariables;
            found.add(new CommandFindings.Call(
                    ec2, delay, loses && CallRegionAndProfile.isByVariable(ec2.options(), command.variables())));
        }
        return null;
    }

    private void sleep(List<Word> words, @Nullable String condition) throws UnsupportedCommandException {
        if (!isUnlikely) {
            delay += SleepCommandDuration.seconds(words);
        }
        if (condition != null) {
            end(condition);
        }
    }

    /** Records why it is uncertain from here on what runs, or when. */
    private void end(String why) {
        if (!isUnlikely && ended == null) {
            ended = why;
        }
    }
}
