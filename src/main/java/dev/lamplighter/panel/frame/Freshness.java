package dev.lamplighter.panel.frame;

/** How far what is shown may be trusted. */
public enum Freshness {
    /** The last poll came when it was due, or only one is missing. */
    FRESH,
    /** No poll has succeeded since the start, and it is not yet late for one. */
    NO_POLL_YET,
    /** Two polls or more are missing: the colours stay but are dimmed. */
    STALE,
    /** Five polls or more are missing, or EC2 refuses the credentials: pixels alternate with dim white. */
    LOST
}
