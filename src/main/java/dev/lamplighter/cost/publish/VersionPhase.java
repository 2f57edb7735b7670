package dev.lamplighter.cost.publish;

/** How far a version of a month has come. */
public enum VersionPhase {
    /** Listed; nothing of it counts yet. */
    SEEN,
    /** Its Parquet files exist, read back and reconciled, and wait to be made current. */
    CONVERTED,
    /** What the table shows for its month. */
    PUBLISHED,
    /** Bad input, set aside until it is delivered again. */
    REFUSED,
    /** Another version of the same month is newer. */
    SUPERSEDED,
    /** Taken back by hand: not published again by itself. */
    WITHDRAWN;

    /** Whether there is something left to do. */
    public boolean isOpen() {
        return this == SEEN || this == CONVERTED;
    }
}
