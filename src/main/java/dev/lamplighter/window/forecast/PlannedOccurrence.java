package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a future occurrence.
 *
 * @param startsAt when its instances are started: its lead before its start, or later if they are still on for another
 *     window
 * @param obstacle what keeps it from opening, as in {@code calendar us}; null if it opens
 * @param windowOverride the override that changes it; null if there is none
 */
public record PlannedOccurrence(
        StreamingWindow window,
        Occurrence occurrence,
        Instant startsAt,
        @Nullable String obstacle,
        @Nullable WindowOverride windowOverride) {
    public Optional<String> notOpenedFor() {
        return Optional.ofNullable(obstacle);
    }

    /** The override that gave it its end, if there is one. */
    public Optional<WindowOverride> changedBy() {
        return Optional.ofNullable(windowOverride);
    }
}
