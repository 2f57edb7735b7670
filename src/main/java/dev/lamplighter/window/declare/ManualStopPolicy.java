package dev.lamplighter.window.declare;

/** Says what is done when a person stops an instance inside its window. */
public enum ManualStopPolicy {
    /** It stays off until the next occurrence, and this is reported once. */
    RESPECT,
    /** It is started again. */
    ENFORCE
}
