package dev.lamplighter.window.journal;

/** Names the progress of an occurrence. */
public enum Phase {
    /** Its lead has begun; something it needs is not there yet. */
    OPENING,
    /** Everything it needs is there. */
    OPEN,
    /** Something it needs can't be had for now; a problem says what. */
    DEGRADED,
    /** Its end has passed; something it opened is not yet off. */
    CLOSING,
    /** Nothing is left to do. It is never opened again. */
    CLOSED
}
