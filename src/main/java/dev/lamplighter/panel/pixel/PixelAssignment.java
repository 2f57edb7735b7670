package dev.lamplighter.panel.pixel;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pixel kept for its owner.
 *
 * @param instanceId or {@code tag=value} when instances are grouped
 * @param name what people call it, as the last poll that listed it said; empty if it has no name, or that isn't known
 * @param index of the pixel, row-major; {@code page * pixels of the panel} more on a further page
 * @param sources accounts and regions whose polls listed the instance; empty when that isn't known
 * @param goneSince the first complete poll in which the instance was terminated or no longer listed; null while it lives
 */
public record PixelAssignment(
        String instanceId,
        String name,
        int index,
        Set<String> sources,
        @Nullable Instant goneSince) {
    public PixelAssignment {
        sources = Set.copyOf(sources);
    }

    /** For an owner whose name isn't known. */
    public PixelAssignment(String instanceId, int index, Set<String> sources, @Nullable Instant goneSince) {
        this(instanceId, "", index, sources, goneSince);
    }

    /** For an owner that lives. */
    static PixelAssignment of(PixelOwner pixelOwner, int index) {
        return new PixelAssignment(pixelOwner.id(), pixelOwner.nameOrNothing(), index, pixelOwner.sources(), null);
    }
}
