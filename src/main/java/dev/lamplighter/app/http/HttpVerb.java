package dev.lamplighter.app.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One verb over HTTP.
 *
 * @param acts whether it changes anything; then it is a POST
 * @param needed names of values that must be there
 * @param allowed names of values that may be there besides
 */
record HttpVerb(boolean acts, Set<String> needed, Set<String> allowed, Call call) {
    /** A value that is needed or allowed. */
    boolean knows(String name) {
        return needed.contains(name) || allowed.contains(name);
    }

    Set<String> missingFrom(Map<String, String> values) {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(values.keySet());
        return missing;
    }

    /** What it does with the values. */
    @FunctionalInterface
    interface Call {
        List<String> with(Map<String, String> values);
    }
}
