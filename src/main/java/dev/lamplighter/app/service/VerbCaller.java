package dev.lamplighter.app.service;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Who carries verbs out for a command: the running service, or this process on what a service left. */
public interface VerbCaller {
    /**
     * Asks or tells.
     *
     * @throws dev.lamplighter.base.ProblemException when it is refused
     */
    List<String> call(String verb, Map<String, String> values) throws IOException;

    /** The same for what may take minutes. */
    default List<String> work(String verb, Map<String, String> values) throws IOException {
        return call(verb, values);
    }
}
