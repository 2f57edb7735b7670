package dev.lamplighter.window.journal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long something held within an occurrence, as the looks saw it.
 *
 * @param opensAt with the window's name the key of the occurrence
 * @param what an instance id: it was on; {@link #READY}: the occurrence was ready
 * @param ended null while it lasts
 */
public record Span(
        String window,
        Instant opensAt,
        String what,
        Instant began,
        @Nullable Instant ended) {
    /** Stands for the occurrence as a whole. */
    public static final String READY = "ready";

    public Instant endedOr(Instant now) {
        return ended == null ? now : ended;
    }

    /** The part of it that lies in {@code [from, to)}. */
    public Duration within(Instant from, Instant to) {
        Instant begin = began.isAfter(from) ? began : from;
        Instant end = endedOr(to).isBefore(to) ? endedOr(to) : to;
        return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
