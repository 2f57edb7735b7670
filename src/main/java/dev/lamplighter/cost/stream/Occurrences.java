package dev.lamplighter.cost.stream;

import java.time.Instant;
import java.util.List;

/** Lists occurrences of windows. */
@FunctionalInterface
public interface Occurrences {
    /** Those that overlap {@code [from, to)} and have begun. */
    List<Occurrence> between(Instant from, Instant to);
}
