package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.CostsAccess;
import dev.lamplighter.app.service.InstallDirectory;
import dev.lamplighter.app.service.VerbAccess;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TerminalDetection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls the verbs of cost reports and prints their answers, for all commands on published months; a mix-in. */
final class CostsMixin {
    private static final int DONE = 0;
    private static final int PROBLEMS = 1;
    private static final Pattern PROBLEM = Pattern.compile("[A-Z]+-\\d{3} {2}.*");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties; its values win. May be repeated.")
    private List<Path> properties = List.of();

    /** Prints the lines; the exit code is 1 when one of them is a problem. */
    int print(String word, Map<String, String> values) throws IOException {
        return printLines(costs -> costs.work("costs " + word, values));
    }

    /** Prints one object of JSON also when the verb is refused; the refusal is on standard error as well. */
    int printJson(String word, Map<String, String> values) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int code = DONE;
        try (CostsAccess costs = CostsAccess.open(Configuration.load(InstallDirectory.find(), properties))) {
            out.println(JsonAnswer.of(costs.work("costs " + word, values), List.of()));
        } catch (ProblemException e) {
            out.println(JsonAnswer.refused(List.of(e.problem())));
            err.println(e.problem().line());
            code = PROBLEMS;
        }
        out.flush();
        err.flush();
        return code;
    }

    /** The same for work that converts; its progress goes to standard error. */
    int printWatched(String word, Map<String, String> values) throws IOException {
        return printLines(costs -> {
            try (ProgressDisplay shown = progress(costs)) {
                shown.draw();
                return costs.work("costs " + word, values);
            }
        });
    }

    private ProgressDisplay progress(VerbAccess costs) {
        PrintWriter err = spec.commandLine().getErr();
        Supplier<String> line = () -> progressOf(costs);
        return TerminalDetection.isTerminal() ? ProgressDisplay.redrawing(err, line) : ProgressDisplay.plain(err, line);
    }

    /** The progress; empty if the service can't be reached, which the verb itself reports. */
    private static String progressOf(VerbAccess costs) {
        try {
            return String.join(" ", costs.call("costs progress", Map.of()));
        } catch (IOException | ProblemException e) {
            return "";
        }
    }

    private int printLines(Access access) throws IOException {
        List<String> lines;
        try (CostsAccess costs = CostsAccess.open(Configuration.load(InstallDirectory.find(), properties))) {
            lines = access.lines(costs);
        } catch (ProblemException e) {
            lines = List.of(e.problem().line());
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        lines.forEach(line -> (isProblem(line) ? err : out).println(line));
        out.flush();
        err.flush();
        return lines.stream().anyMatch(CostsMixin::isProblem) ? PROBLEMS : DONE;
    }

    private static boolean isProblem(String line) {
        return PROBLEM.matcher(line).matches();
    }

    private interface Access {
        List<String> lines(CostsAccess costs) throws IOException;
    }
}
