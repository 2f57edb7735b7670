package dev.lamplighter.window.declare;

import java.time.Duration;

/**
 * A route of the operator that runs at an edge of a window.
 *
 * @param route its endpoint, {@code direct:} and a name
 * @param within after which it is cut
 * @param place where it was written, {@code file:line:column}
 */
public record Hook(String route, Duration within, String place) {}
