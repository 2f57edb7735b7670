package dev.lamplighter.panel.pixel;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pixel kept for its owner.
 *
 * @param instanceId or {@code tag=value} when instances are grouped
 * @param index of the pixel, row-major; {@code page * pixels of the panel} more on a further page
 * @param sources accounts and regions whose polls listed the instance; empty when that isn't known
 * @param goneSince the first complete poll in which the instance was terminated or no longer listed; null while it lives
 */
public record PixelAssignment(
        String instanceId,
        int index,
        Set<String> sources,
        @Nullable Instant goneSince) {
    public PixelAssignment {
        sources = Set.copyOf(sources);
    }
}
