package dev.lamplighter.app.status;

/**
 * Shows the service in JMX, as numbers for programs that collect them. Ages are whole seconds, -1 while there is nothing
 * that has an age.
 */
public interface ServiceMXBean {
    /** Raised alerts that need the operator. */
    int getAlertsError();

    /** Raised alerts of things that are tried again without the operator. */
    int getAlertsWarn();

    /** Windows, routes, queries and settings that can't be used as they are written. */
    int getSetAside();

    /** Windows whose instances are wanted now. */
    int getOpenWindows();

    /** Seconds since EC2 last answered a poll of the fleet. */
    long getLastPollAgeSeconds();

    /** 1 while the panel is not fresh, otherwise 0. */
    int getStale();

    /** 1 while the panel shows that the state is lost, otherwise 0. */
    int getLost();

    /** Seconds since the latest month was published. */
    long getNewestReportAgeSeconds();
}
