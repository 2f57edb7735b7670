package dev.lamplighter.app.health;

/**
 * Shows a route's outcomes in JMX, for programs that collect numbers. Camel itself counts what an error handler has dealt
 * with as {@code FailuresHandled} alone; here it is a failure.
 */
public interface RouteOutcomeMetricsMXBean {
    /** Whole seconds since a message last succeeded, or since the start if none did. */
    long getLastSuccessAgeSeconds();

    /** Messages that failed since then, including those that an error handler dealt with. */
    int getFailuresInARow();
}
