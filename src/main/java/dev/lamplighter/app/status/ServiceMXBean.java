package dev.lamplighter.app.status;

/** The service in JMX, as numbers for those that collect them. Ages are whole seconds, -1 while there is nothing to be old. */
public interface ServiceMXBean {
    /** Alerts that are raised and want a person. */
    int getAlertsError();

    /** Alerts that are raised and are tried again without one. */
    int getAlertsWarn();

    /** Windows, routes, queries and settings that can't be used as they are written. */
    int getSetAside();

    /** Windows whose machines are wanted now. */
    int getOpenWindows();

    /** Since EC2 last answered a poll of the light. */
    long getLastPollAgeSeconds();

    /** 1 while the light is not fresh, otherwise 0. */
    int getStale();

    /** 1 while the light shows that it knows nothing, otherwise 0. */
    int getLost();

    /** Since the latest month was published. */
    long getNewestReportAgeSeconds();
}
