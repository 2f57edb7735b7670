package dev.lamplighter.window.declare;

/** What happens to the instances of a window at its end. */
public enum Then {
    STOP
}
