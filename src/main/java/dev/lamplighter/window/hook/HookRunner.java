package dev.lamplighter.window.hook;

import java.util.concurrent.Future;

/** Runs routes in the background. */
@FunctionalInterface
public interface HookRunner {
    /** Begins to run it; the future fails if the route does, and cancelling it interrupts the route. Never blocks. */
    Future<?> begin(HookCall call);
}
