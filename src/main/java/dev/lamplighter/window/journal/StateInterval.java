package dev.lamplighter.window.journal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records an interval in which an instance was on, an address was in place, or an occurrence was ready or degraded, as the
 * passes saw it.
 *
 * @param opensAt the start of the occurrence, its key together with the window's name
 * @param what an instance id: it was on; an allocation id: the address was in place; {@link #READY}, {@link #DEGRADED}: the
 *     occurrence was
 * @param ended null while it lasts
 */
public record StateInterval(
        String window,
        Instant opensAt,
        String what,
        Instant began,
        @Nullable Instant ended) {
    /** Stands for the occurrence as a whole. */
    public static final String READY = "ready";

    /** Something that it needs could not be had. */
    public static final String DEGRADED = "degraded";

    public boolean isOfInstance() {
        return what.startsWith("i-");
    }

    public boolean isOfAddress() {
        return what.startsWith("eipalloc-");
    }

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
