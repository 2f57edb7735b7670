package dev.lamplighter.fleet.check;

import java.util.Map;

/** Shows the checks in JMX. */
public interface ChecksMXBean {
    /** The number of instances for which a check has failed. */
    int getImpaired();

    /** Maps {@code <instance id> <check>} to {@code <verdict> since <time>: <reason>}, for running instances. */
    Map<String, String> getResults();
}
