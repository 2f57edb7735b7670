package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.app.service.WindowsAccess;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls the verbs of the windows and prints their answers, for all commands on the running windows; a mix-in. */
final class WindowsMixin {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Asks the running service, or reads the state that it left. */
    int ask(String word, Map<String, String> values) throws IOException {
        return print(WindowsAccess::open, word, values);
    }

    /** The same in lines, or as an object of JSON, for which there is a verb of its own. */
    int ask(String word, Map<String, String> values, boolean json) throws IOException {
        return json ? printJson(word + "-json", values) : ask(word, values);
    }

    /** Asks the running service to act. */
    int act(String word, Map<String, String> values) throws IOException {
        return print(WindowsAccess::running, word, values);
    }

    /** Prints the answer; when it is refused, prints the refusal to standard error in one line, with exit code 1. */
    private int print(Way way, String word, Map<String, String> values) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (WindowsAccess windows = way.to(Configuration.load(InstallDirectory.find(), properties))) {
            PrintWriter out = spec.commandLine().getOut();
            windows.call("windows " + word, values).forEach(out::println);
            out.flush();
            return 0;
        } catch (ProblemException e) {
            err.println(e.problem().line());
            err.flush();
            return 1;
        }
    }

    /** Prints one object of JSON also when the verb is refused. */
    private int printJson(String word, Map<String, String> values) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int code = 0;
        try (WindowsAccess windows = WindowsAccess.open(Configuration.load(InstallDirectory.find(), properties))) {
            out.println(JsonAnswer.of(windows.call("windows " + word, values), List.of()));
        } catch (ProblemException e) {
            out.println(JsonAnswer.refused(List.of(e.problem())));
            err.println(e.problem().line());
            code = 1;
        }
        out.flush();
        err.flush();
        return code;
    }

    /** The two ways of calling a verb. */
    @FunctionalInterface
    private interface Way {
        WindowsAccess to(Configuration configuration);
    }
}
