package dev.lamplighter.window.journal;

/** Says how an occurrence is related to one of its instances. */
public enum ClaimPhase {
    /** The window names it; nothing has been done yet. */
    NAMED,
    /** A start is about to be, or was, requested; the instance has not been seen running since. */
    STARTING,
    /** It was seen running within the occurrence, which has started or adopted it. */
    HELD,
    /** It was held, and then somebody other than the service stopped it within the occurrence. */
    LEFT,
    /** A stop is about to be, or was, requested; EC2 has not been seen carrying it out. */
    STOPPING,
    /** EC2 has been seen carrying out the stop; a start from now on is not the service's. */
    STOP_SEEN,
    /** The occurrence has nothing more to do with it. */
    RELEASED
}
