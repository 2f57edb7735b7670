package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.app.access.CostsVerbConnector;
import dev.lamplighter.app.access.VerbInvoker;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ProgressBar;
import dev.lamplighter.base.ProgressDisplay;
import dev.lamplighter.base.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls the verbs of cost reports and prints their answers (a picocli mix-in). */
final class CostsVerbCaller extends ServiceMixin {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        return Terminal.isError()
                ? ProgressDisplay.redrawing(err(), () -> withBar(costs))
                : ProgressDisplay.plain(err(), () -> progressOf(costs));
    }

    /** The progress in one line; empty if the service can't be reached, which the verb itself reports. */
    private static String progressOf(VerbInvoker costs) {
        try {
            return String.join(" ", costs.call("costs progress", Map.of()));
        } catch (IOException | ProblemException e) {
            return "";
        }
    }

    /** The same behind a bar, for a terminal. */
    private static String withBar(VerbInvoker costs) {
        try {
            JsonNode progress = JSON.readTree(String.join("", costs.call("costs progress-json", Map.of())));
            String line = progress.path("line").asText();
            return line.isEmpty() ? "" : ProgressBar.of(progress.path("percent").asInt()) + "  " + line;
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
