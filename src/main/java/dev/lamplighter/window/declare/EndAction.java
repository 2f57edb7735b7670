package dev.lamplighter.window.declare;

/** What happens to the instances of a window at its end. */
public enum EndAction {
    STOP,
    /** For good: EC2 forgets the instance and usually its volumes. */
    TERMINATE,
    /** Memory goes to disk; an instance that can't hibernate is stopped. */
    HIBERNATE
}
