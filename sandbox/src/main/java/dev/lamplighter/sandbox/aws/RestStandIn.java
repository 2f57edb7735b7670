package dev.lamplighter.sandbox.aws;

import java.util.Map;

/** Answers the calls of a service whose API is resources and methods of HTTP instead of operations. */
@FunctionalInterface
public interface RestStandIn {
    /**
     * The answer to a call.
     *
     * @param headers by name in lower case, the first of each
     */
    Answer answer(String method, String path, Map<String, String> headers, String body);

    /** What goes back. */
    record Answer(int status, Map<String, String> headers, String body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }
}
