package dev.lamplighter.panel.frame;

/** Says whether the states that are shown can be trusted. */
public enum Freshness {
    /** The last poll came when it was due, or only one is missing. */
    FRESH,
    /** No poll has succeeded since the start, and none is overdue yet. */
    NO_POLL_YET,
    /** Two or more polls are missing: the colours stay but are dimmed. */
    STALE,
    /** Five or more polls are missing, or EC2 refuses the credentials: pixels alternate with dim white. */
    LOST
}
