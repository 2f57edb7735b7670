package dev.lamplighter.app.command;

import dev.lamplighter.app.service.WindowsAccess;
import java.io.IOException;
import java.util.Map;

/** Calls the verbs of the windows and prints their answers; a mix-in. */
final class WindowsMixin extends ServiceMixin {
    /** Asks the running service, or reads the state that it left. */
    int ask(String word, Map<String, String> values) throws IOException {
        return print(WindowsAccess::open, verbs -> verbs.call("windows " + word, values));
    }

    /** The same in lines, or as an object of JSON, for which there is a verb of its own. */
    int ask(String word, Map<String, String> values, boolean json) throws IOException {
        return json
                ? printJson(WindowsAccess::open, verbs -> verbs.call("windows " + word + "-json", values))
                : ask(word, values);
    }

    /** Asks the running service to act. */
    int act(String word, Map<String, String> values) throws IOException {
        return print(WindowsAccess::running, verbs -> verbs.call("windows " + word, values));
    }
}
