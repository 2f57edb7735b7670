package dev.lamplighter.app.command;

import dev.lamplighter.app.service.CostsAccess;
import dev.lamplighter.app.service.VerbAccess;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.TerminalDetection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls the verbs of cost reports and prints their answers; a mix-in. */
final class CostsMixin extends ServiceMixin {
    /** Asks the running service, or does it in this process while none runs. */
    int work(String word, Map<String, String> values) throws IOException {
        return print(CostsAccess::open, verbs -> verbs.work("costs " + word, values));
    }

    /** The same as an object of JSON. */
    int workJson(String word, Map<String, String> values) throws IOException {
        return printJson(CostsAccess::open, verbs -> verbs.work("costs " + word, values));
    }

    /** Prints what becomes of an answer that is an object of JSON. */
    int workThrough(String word, Map<String, String> values, Rendering rendering) throws IOException {
        return print(
                CostsAccess::open, verbs -> rendering.lines(String.join("\n", verbs.work("costs " + word, values))));
    }

    /** Does the same as {@link #work} for what converts; its progress goes to standard error. */
    int workWatched(String word, Map<String, String> values) throws IOException {
        return print(CostsAccess::open, verbs -> {
            try (ProgressDisplay shown = progress(verbs)) {
                shown.draw();
                return verbs.work("costs " + word, values);
            }
        });
    }

    private ProgressDisplay progress(VerbAccess costs) {
        Supplier<String> line = () -> progressOf(costs);
        return TerminalDetection.isTerminal()
                ? ProgressDisplay.redrawing(err(), line)
                : ProgressDisplay.plain(err(), line);
    }

    /** The progress; empty if the service can't be reached, which the verb itself reports. */
    private static String progressOf(VerbAccess costs) {
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
