package dev.lamplighter.sandbox;

import java.util.List;

/**
 * Holds what one way did, and whether that is what it should have done.
 *
 * @param way light, windows, costs or stop
 * @param failures what is wrong, a line each; empty when nothing is
 * @param lines what happened
 */
record EndToEndResult(String way, List<String> failures, List<String> lines) {
    EndToEndResult {
        failures = List.copyOf(failures);
        lines = List.copyOf(lines);
    }

    boolean ok() {
        return failures.isEmpty();
    }
}
