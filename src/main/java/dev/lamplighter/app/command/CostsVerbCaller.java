package dev.lamplighter.app.command;

import dev.lamplighter.app.access.CostsVerbConnector;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StderrTerminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls the verbs of cost reports and prints their answers (a picocli mix-in). */
final class CostsVerbCaller extends ServiceMixin {
    /** Calls a verb of the running service, or in this process if none runs; prints its lines and returns the exit code. */
    int work(String word, Map<String, String> values) throws IOException {
        return print(CostsVerbConnector::open, verbs -> verbs.work("costs " + word, values));
    }

    /** Does the same as {@link #work}, with the answer as one JSON object. */
    int workJson(String word, Map<String, String> values) throws IOException {
        return printJson(CostsVerbConnector::open, verbs -> verbs.work("costs " + word, values));
    }

    /** Prints what becomes of an answer that is an object of JSON. */
    int workThrough(String word, Map<String, String> values, Rendering rendering) throws IOException {
        return print(
                CostsVerbConnector::open,
                verbs -> rendering.lines(String.join("\n", verbs.work("costs " + word, values))));
    }

    /** Does the same as {@link #work} for a verb that converts reports; its progress is shown on standard error. */
    int workWatched(String word, Map<String, String> values) throws IOException {
        return print(CostsVerbConnector::open, verbs -> {
            try (ProgressDisplay shown = progress(verbs)) {
                shown.draw();
                return verbs.work("costs " + word, values);
            }
        });
    }

    private ProgressDisplay progress(VerbInvoker costs) {
        Supplier<String> line = () -> progressOf(costs);
        return StderrTerminal.isTerminal()
                ? ProgressDisplay.redrawing(err(), line)
                : ProgressDisplay.plain(err(), line);
    }

    /** The progress in one line; empty if the service can't be reached, which the verb itself reports. */
    private static String progressOf(VerbInvoker costs) {
        try {
            return String.join(" ", costs.call("costs progress", Map.of()));
        } catch (IOException | ProblemException e) {
            return "";
        }
    }

    /** Makes lines of an object of JSON. */
    @FunctionalInterface
    interface Rendering {
        List<String> lines(String json) throws IOException;
    }
}
