package dev.lamplighter.window.declare;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a route of the operator that runs at an edge of a window.
 *
 * @param route its endpoint, {@code direct:} and a name
 * @param within the time after which it is interrupted
 * @param place where it is written, {@code file:line:column}
 */
public record Hook(String route, Duration within, String place) {
    /** {@inheritDoc} The place is not compared. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hook hook && route.equals(hook.route) && within.equals(hook.within);
    }

    @Override
    public int hashCode() {
        return Objects.hash(route, within);
    }
}
