package dev.lamplighter.base.alert;

/** How much an alert needs a person. */
public enum AlertSeverity {
    /** Something failed and is tried again by itself. */
    WARN,
    /** A person must act. */
    ERROR
}
