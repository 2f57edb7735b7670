package dev.lamplighter.fleet.check;

import java.util.Map;

/** Shows the checks in JMX. */
public interface ChecksMXBean {
    /** Instances that a check has failed for. */
    int getImpaired();

    /** {@code <instance id> <check>} to {@code <verdict> since <time>: <reason>}; only of running instances. */
    Map<String, String> getResults();
}
