package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence to come.
 *
 * @param calendar the one that keeps it from opening; null if it opens
 */
public record Foreseen(
        StreamingWindow window,
        Occurrence occurrence,
        @Nullable String calendar) {
    public Optional<String> notOpenedFor() {
        return Optional.ofNullable(calendar);
    }

    /** When its instances are started. */
    public Instant startsAt() {
        return occurrence.start().minus(window.margins().lead());
    }
}
