package dev.lamplighter.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which polls are due.
 *
 * @param sources accounts and regions that are asked, each for itself; one without a name is {@code ""}
 * @param period how often each is due
 * @param startedAt from when on
 * @param nanoTime a clock that nobody can set, as {@link System#nanoTime()}
 */
public record PollSchedule(Set<String> sources, Duration period, Instant startedAt, LongSupplier nanoTime) {
    /** The name of the only source when there is no need of a name. */
    public static final String ONE_SOURCE = "";

    /** With a wall clock that nobody sets. */
    public PollSchedule(Set<String> sources, Duration period, Instant startedAt) {
        this(sources, period, startedAt, () -> 0);
    }

    public PollSchedule {
        sources = Set.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("polls need one source at least, got none");
        }
    }
}
