package dev.lamplighter.window.hook;

import java.time.Instant;
import java.util.List;

/**
 * Holds a request to run a route for an occurrence.
 *
 * @param route its endpoint, for example {@code direct:stop-wowza}
 * @param start of the occurrence
 * @param end of the occurrence
 * @param instances ids
 * @param deadline when it is interrupted
 */
public record HookCall(
        String route, String window, Instant start, Instant end, List<String> instances, Instant deadline) {
    public HookCall {
        instances = List.copyOf(instances);
    }
}
