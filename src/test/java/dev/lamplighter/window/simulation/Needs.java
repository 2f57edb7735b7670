package dev.lamplighter.window.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** When an instance has to run: the union of its occurrences, their leads included. */
final class Needs {
    private final TreeMap<Instant, Instant> stretches = new TreeMap<>();

    /** @param occurrences the earliest start first */
    Needs(List<Planned> occurrences) {
        for (Planned planned : occurrences) {
            Instant from = planned.leadFrom();
            Instant until = planned.end();
            Map.Entry<Instant, Instant> before = stretches.floorEntry(from);
            if (before != null && !before.getValue().isBefore(from)) {
                from = before.getKey();
                until = until.isAfter(before.getValue()) ? until : before.getValue();
            }
            stretches.put(from, until);
        }
    }

    boolean isOn(Instant now) {
        Map.Entry<Instant, Instant> latest = stretches.floorEntry(now);
        return latest != null && now.isBefore(latest.getValue());
    }

    /** When it was last needed before {@code now}, at which it is not. */
    Instant lastEnd(Instant now) {
        Map.Entry<Instant, Instant> latest = stretches.floorEntry(now);
        return latest == null ? Instant.MIN : latest.getValue();
    }
}
