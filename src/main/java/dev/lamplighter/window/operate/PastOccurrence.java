package dev.lamplighter.window.operate;

import java.time.Instant;
import java.util.Set;

/**
 * Holds what others than windows ask of an occurrence that has begun.
 *
 * @param begun when the first of its instances was on for it, at the latest {@code opened}
 * @param closed now, if it is still open
 * @param resources ids of its instances, and of the volumes, addresses and interfaces that its window declares
 */
public record PastOccurrence(String window, Instant begun, Instant opened, Instant closed, Set<String> resources) {
    public PastOccurrence {
        resources = Set.copyOf(resources);
    }
}
