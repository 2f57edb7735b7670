package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningSandbox;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.ProgramDirectory;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Finds the service that a command talks to, by the settings, and prints its answers (a picocli mix-in). */
class ServiceMixin extends PropertiesMixin {
    private static final int DONE = 0;
    private static final int PROBLEMS = 1;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /**
     * The settings of the service to talk to: these, unless no service runs with them and a sandbox does; then the
     * sandbox's.
     */
    final Configuration ofService() {
        Configuration named = configuration();
        if (isNamed()) {
            return named;
        }
        Optional<Configuration> sandbox = RunningSandbox.instead(ProgramDirectory.find(), named);
        sandbox.ifPresent(its -> {
            err().println("the sandbox answers, with " + its.stateFolder());
            err().flush();
        });
        return sandbox.orElse(named);
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The verbs of the service that these settings lead to. */
    VerbInvoker reached(Access access) throws IOException {
        return access.to(ofService());
    }

    /**
     * Prints the lines of an answer, lines of problems on standard error. Returns the exit code, which is 1 if there was a
     * problem.
     */
    final int print(Access access, Call call) throws IOException {
        List<String> lines;
        try (VerbInvoker verbs = reached(access)) {
            lines = call.lines(verbs);
        } catch (ProblemException e) {
            lines = List.of(e.problem().line());
        }
        lines.forEach(line -> (Problem.isLine(line) ? err() : out()).println(line));
        out().flush();
        err().flush();
        return lines.stream().anyMatch(Problem::isLine) ? PROBLEMS : DONE;
    }

    /** Prints one JSON object even when the verb is refused; the refusal is on standard error as well. */
    final int printJson(Access access, Call call) throws IOException {
        int code = DONE;
        try (VerbInvoker verbs = reached(access)) {
            out().println(JsonAnswer.of(call.lines(verbs), List.of()));
        } catch (ProblemException e) {
            out().println(JsonAnswer.refused(List.of(e.problem())));
            err().println(e.problem().line());
            code = PROBLEMS;
        }
        out().flush();
        err().flush();
        return code;
    }

    /** Gives access to verbs. */
    @FunctionalInterface
    interface Access {
        VerbInvoker to(Configuration configuration) throws IOException;
    }

    /** Calls a verb. */
    @FunctionalInterface
    interface Call {
        List<String> lines(VerbInvoker verbs) throws IOException;
    }
}
