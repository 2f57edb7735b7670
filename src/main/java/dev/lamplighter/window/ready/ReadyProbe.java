package dev.lamplighter.window.ready;

import dev.lamplighter.window.declare.ReadyCheck;

/** Asks pages whether they are ready. */
@FunctionalInterface
public interface ReadyProbe {
    /** What is known by now; asks in the background and never waits, so that one silent page holds up nothing. */
    ReadyResult ask(ReadyCheck check);
}
