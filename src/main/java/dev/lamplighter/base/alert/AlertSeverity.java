package dev.lamplighter.base.alert;

/** Whether an alert needs the operator. */
public enum AlertSeverity {
    /** Something failed and is tried again automatically. */
    WARN,
    /** The operator must act. */
    ERROR
}
