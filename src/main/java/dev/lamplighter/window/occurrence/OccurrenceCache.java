package dev.lamplighter.window.occurrence;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Caches the occurrences of one window around now, for six hours, so that a pass over a thousand windows takes only a
 * thousand comparisons. Not thread-safe; guarded by its owner's lock.
 */
final class OccurrenceCache {
    private static final Duration STRETCH = Duration.ofHours(6);

    private final StreamingWindow window;
    private List<Occurrence> near = List.of();
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    OccurrenceCache(StreamingWindow window) {
        this.window = window;
    }

    StreamingWindow window() {
        return window;
    }

    /** The same result as {@link StreamingWindow#open}. */
    List<Occurrence> open(Instant now) {
        if (now.isBefore(from) || !now.isBefore(to)) {
            from = now;
            to = now.plus(STRETCH);
            near = window.schedule()
                    .occurrences(from, to.plus(window.windowTimings().lead()).plusNanos(1));
        }
        return near.isEmpty()
                ? near
                : near.stream().filter(occurrence -> isOpen(occurrence, now)).toList();
    }

    private boolean isOpen(Occurrence occurrence, Instant now) {
        return !now.isBefore(occurrence.start().minus(window.windowTimings().lead())) && now.isBefore(occurrence.end());
    }
}
