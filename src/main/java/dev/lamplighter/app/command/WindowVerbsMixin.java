package dev.lamplighter.app.command;

import dev.lamplighter.app.access.WindowsVerbConnector;
import java.io.IOException;
import java.util.Map;

/** Calls the verbs of the windows and prints their answers (a picocli mix-in). */
final class WindowVerbsMixin extends RunningServiceMixin {
    /**
     * Calls a verb that changes nothing: of the running service, or on the state that it left behind. Returns the exit code.
     */
    int ask(String word, Map<String, String> values) throws IOException {
        return print(WindowsVerbConnector::open, verbs -> verbs.call("windows " + word, values));
    }

    /** Does the same, with the answer in lines or as a JSON object; the latter is a verb of its own, {@code <verb>-json}. */
    int ask(String word, Map<String, String> values, boolean json) throws IOException {
        return json
                ? printJson(WindowsVerbConnector::open, verbs -> verbs.call("windows " + word + "-json", values))
                : ask(word, values);
    }

    /** Calls a verb that changes something; only a running service can. Returns the exit code. */
    int act(String word, Map<String, String> values) throws IOException {
        return print(WindowsVerbConnector::running, verbs -> verbs.call("windows " + word, values));
    }
}
