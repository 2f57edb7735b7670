package dev.lamplighter.panel;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Says which polls are due, and when.
 *
 * @param sources names of the accounts and regions that are polled; a single one without a name is {@code ""}
 * @param period the time between two polls of a source
 * @param startedAt when the polls begin
 * @param nanoTime a monotonic clock, as {@link System#nanoTime()}
 */
public record PollSchedule(Set<String> sources, Duration period, Instant startedAt, LongSupplier nanoTime) {
    /** The name of the source when there is only one. */
    public static final String ONE_SOURCE = "";

    /** Makes a schedule for a wall clock that is never set. */
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
