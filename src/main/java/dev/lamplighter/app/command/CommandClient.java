package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the running service carry out a command, and prints what it answers. Ends with {@link #NOT_HERE}, and has
 * printed and done nothing then, where the whole program is needed: without a service, or for a command that it doesn't take. It
 * needs few classes, and so a fraction of the time.
 */
public final class CommandClient {
    /** The exit code that leaves a command to the whole program; {@code bin/lamplighter} knows it. */
    static final int NOT_HERE = 100;

    /** The verb by which the service carries out a command, and the name of its value: its words, a line each. */
    static final String VERB = "command";

    static final String WORDS = "words";

    private CommandClient() {}

    /** What a command has printed, and its exit code. */
    record Printed(int exitCode, String out, String err) {
        /** As the service answers. */
        List<String> lines() {
            return List.of(Integer.toString(exitCode), out, err);
        }

        static Printed of(List<String> answer) throws IOException {
            if (answer.size() != 3) {
                throw new IOException("cut, since it is too long");
            }
            return new Printed(Integer.parseInt(answer.get(0)), answer.get(1), answer.get(2));
        }
    }

    public static void main(String[] args) {
        System.exit(run(System.out, System.err, args));
    }

    static int run(PrintStream out, PrintStream err, String... words) {
        if (Arrays.stream(words).anyMatch(word -> word.contains("\n"))) {
            return NOT_HERE;
        }
        Optional<RunningService> running;
        try {
            running = RunningService.find(InstallDirectory.find().stateFolder());
        } catch (ProblemException e) { // the whole program says it
            return NOT_HERE;
        }
        return running.isEmpty() ? NOT_HERE : ask(running.get(), out, err, words);
    }

    private static int ask(RunningService service, PrintStream out, PrintStream err, String... words) {
        try {
            Printed printed = Printed.of(service.call(VERB, Map.of(WORDS, String.join("\n", words))));
            out.print(printed.out());
            err.print(printed.err());
            out.flush();
            return printed.exitCode();
        } catch (ProblemException e) {
            if (!e.problem().is(ConfigProblemCode.SERVICE_UNREACHABLE)) { // of an earlier version
                return NOT_HERE;
            }
            if (Arrays.asList(words).contains("--json")) {
                out.println(JsonAnswer.refused(List.of(e.problem())));
            }
            err.println(e.problem().line());
            return 1;
        } catch (IOException e) {
            return NOT_HERE;
        }
    }
}
