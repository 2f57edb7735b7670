package dev.lamplighter.window.declare;

/** Says what happens to the instances of a window at its end. */
public enum EndAction {
    STOP,
    /** Terminates them for good: EC2 deletes the instance and usually its volumes. */
    TERMINATE,
    /** Hibernates them, which saves the memory to disk; an instance that can't hibernate is stopped. */
    HIBERNATE
}
