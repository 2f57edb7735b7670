package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence to come.
 *
 * @param startsAt when its instances are started: its lead before its start, or later where they run for another window
 * @param obstacle what keeps it from opening, as in {@code calendar us}; null if it opens
 * @param windowOverride what an operator said of it; null if nobody said anything
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

    /** What gave it its end, if that is not the declaration. */
    public Optional<WindowOverride> changedBy() {
        return Optional.ofNullable(windowOverride);
    }
}
