package dev.lamplighter.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Which polls are due.
 *
 * @param sources accounts and regions that are asked, each for itself; one without a name is {@code ""}
 * @param period how often each is due
 * @param startedAt from when on
 */
public record PollPlan(Set<String> sources, Duration period, Instant startedAt) {
    /** The name of the only source when there is no need of a name. */
    public static final String ONE_SOURCE = "";

    public PollPlan {
        sources = Set.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("polls need one source at least, got none");
        }
    }
}
