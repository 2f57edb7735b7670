package dev.lamplighter.window.hook;

import java.util.concurrent.Future;

/** Runs the operator's routes in the background. */
@FunctionalInterface
public interface HookRunner {
    /** Begins to run the route; the future fails if the route does, and cancelling it interrupts the route. Never blocks. */
    Future<?> begin(HookCall call);
}
