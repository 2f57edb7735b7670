package dev.lamplighter.app.access;

import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verbs;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Calls verbs in this process, on the state that a service left behind.
 *
 * @param state what the verbs work on; closed together with this
 */
record LocalVerbs(Verbs verbs, Closeable state) implements VerbInvoker {
    @Override
    public List<String> call(String verb, Map<String, String> values) throws IOException {
        return verbs.call(verb, values, Caller.atTheCommandLine());
    }

    @Override
    public void close() throws IOException {
        state.close();
    }
}
