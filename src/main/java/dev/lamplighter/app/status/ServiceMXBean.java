package dev.lamplighter.app.status;

import java.util.Map;

/**
 * Shows the service in JMX, as numbers for programs that collect them. Ages are whole seconds, -1 while there is nothing
 * that has an age.
 */
public interface ServiceMXBean {
    /** Raised alerts that need the operator. */
    int getAlertsError();

    /** Raised alerts about failures that are retried without the operator. */
    int getAlertsWarn();

    /** The number of windows, routes, queries and settings that are set aside. */
    int getSetAside();

    /** Which copy acts on windows, costs and alerts, by name; empty where no copies share a state. */
    Map<String, String> getLeases();

    /** 1 for each of these on which this copy acts, otherwise 0, by name; empty where no copies share a state. */
    Map<String, Integer> getActing();

    /** The number of windows that are open now, leads included. */
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
