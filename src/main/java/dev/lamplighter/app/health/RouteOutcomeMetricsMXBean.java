package dev.lamplighter.app.health;

/**
 * Shows a route's outcomes in JMX, for programs that collect numbers. A message that an error handler dealt with counts as
 * failed here; Camel itself counts it under {@code FailuresHandled} only.
 */
public interface RouteOutcomeMetricsMXBean {
    /** Whole seconds since a message last succeeded, or since the start if none did. */
    long getLastSuccessAgeSeconds();

    /** Messages that failed since the last success, including those that an error handler dealt with. */
    int getFailuresInARow();
}
