package dev.lamplighter.cost.ledger;

/** Names the progress of a version of a month. */
public enum VersionPhase {
    /** It was listed; nothing was done yet. */
    SEEN,
    /** Its Parquet files exist, read back and reconciled, and wait to be made current. */
    CONVERTED,
    /** The table shows it for its month. */
    PUBLISHED,
    /** Bad input, set aside until it is delivered again. */
    REFUSED,
    /** Another version of the same month is newer. */
    SUPERSEDED,
    /** It was taken back by hand and is not published again automatically. */
    WITHDRAWN;

    /** Whether there is something left to do. */
    public boolean isOpen() {
        return this == SEEN || this == CONVERTED;
    }
}
