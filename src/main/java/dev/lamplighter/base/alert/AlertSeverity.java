package dev.lamplighter.base.alert;

/** Says whether an alert needs the operator. */
public enum AlertSeverity {
    /** Something failed and is tried again automatically. */
    WARN,
    /** The operator must act. */
    ERROR
}
