package dev.lamplighter.window.journal;

/** What an occurrence has to do with one of its instances. */
public enum ClaimPhase {
    /** Named, nothing done yet. */
    NAMED,
    /** A start is about to be, or was, requested; the instance has not been seen running since. */
    STARTING,
    /** Seen running inside the occurrence: opened or adopted by it. */
    HELD,
    /** Was held, then stopped by someone other than the service inside the occurrence. */
    LEFT,
    /** A stop is about to be, or was, requested; EC2 has not been seen obeying. */
    STOPPING,
    /** EC2 has been seen obeying the stop; a start from now on is not the service's. */
    STOP_SEEN,
    /** Nothing more to do with it. */
    RELEASED
}
