package dev.lamplighter.app.access;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Calls verbs for a command: through the running service, or in this process on the state that a service left behind. */
public interface VerbInvoker extends AutoCloseable {
    /**
     * Calls a verb.
     *
     * @throws dev.lamplighter.base.ProblemException when it is refused
     */
    List<String> call(String verb, Map<String, String> values) throws IOException;

    /** Does the same for a verb that may take minutes. */
    default List<String> work(String verb, Map<String, String> values) throws IOException {
        return call(verb, values);
    }

    @Override
    default void close() throws IOException {}
}
