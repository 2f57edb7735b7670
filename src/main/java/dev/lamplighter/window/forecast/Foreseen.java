package dev.lamplighter.window.forecast;

import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.Instruction;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence to come.
 *
 * @param startsAt when its instances are started: its lead before its start, or later where they run for another window
 * @param obstacle what keeps it from opening, as in {@code calendar us}; null if it opens
 * @param instruction what an operator said of it; null if nobody said anything
 */
public record Foreseen(
        StreamingWindow window,
        Occurrence occurrence,
        Instant startsAt,
        @Nullable String obstacle,
        @Nullable Instruction instruction) {
    public Optional<String> notOpenedFor() {
        return Optional.ofNullable(obstacle);
    }

    /** What gave it its end, if that is not the declaration. */
    public Optional<Instruction> changedBy() {
        return Optional.ofNullable(instruction);
    }
}
