package dev.lamplighter.app.health;

/**
 * A route in JMX, for those that collect numbers. Camel itself counts what an error handler has dealt with as {@code
 * FailuresHandled} alone; here it is a failure.
 */
public interface RouteMetricsMXBean {
    /** Whole seconds since a message last went through, or since the start if none did. */
    long getLastSuccessAgeSeconds();

    /** Messages that failed since then, also those that an error handler dealt with. */
    int getFailuresInARow();
}
