package dev.lamplighter.window.ready;

import dev.lamplighter.window.declare.ReadyCheck;

/** Checks whether pages are ready. */
@FunctionalInterface
public interface ReadyProbe {
    /**
     * The latest result; requests the page in the background and never waits, so that one silent page delays nothing else.
     */
    ReadyResult ask(ReadyCheck check);
}
