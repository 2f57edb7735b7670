package dev.lamplighter.window.journal;

/** Lists the kinds of override. */
public enum OverrideType {
    /** A window is open from {@code from} to {@code until}, beside its schedule. */
    OPEN,
    /** The occurrence that starts at {@code from} ends at {@code until} instead. */
    EXTEND,
    /** The occurrence that starts at {@code from} ended at {@code until}. */
    CLOSE,
    /** No occurrence opens that starts in {@code [from, until)}. */
    SKIP,
    /** Takes back the skips in {@code [from, until)}. */
    UNSKIP,
    /** No window stops the instance in {@code [from, until)}. */
    HOLD_ON,
    /** No window starts the instance in {@code [from, until)}. */
    HOLD_OFF,
    /** The instance is held no longer, from {@code from} on. */
    RELEASE
}
