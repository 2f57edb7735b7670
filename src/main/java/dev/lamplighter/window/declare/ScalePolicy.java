package dev.lamplighter.window.declare;

import java.time.Duration;
import java.util.List;

/**
 * Says between which numbers of machines a slot follows its load, and by which limits.
 *
 * @param minimum the machines that are there from the lead to the end
 * @param maximum the most machines at a time
 * @param limits at least one; the one that is nearest to being exceeded counts
 * @param warmup how long after its launch a machine doesn't count yet, and no other one follows it
 * @param drain how long a machine that is given up still runs, so that its viewers can leave it
 */
public record ScalePolicy(int minimum, int maximum, List<LoadLimit> limits, Duration warmup, Duration drain) {
    public ScalePolicy {
        limits = List.copyOf(limits);
        if (minimum < 1 || maximum <= minimum || limits.isEmpty()) {
            throw new IllegalArgumentException("not a range with a limit: " + minimum + ".." + maximum);
        }
    }

    /** {@code 2..5}, as it is written. */
    public String range() {
        return minimum + ".." + maximum;
    }
}
