package dev.lamplighter.panel.pixel;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records which pixel an owner has.
 *
 * @param instanceId or {@code tag=value} when instances are grouped
 * @param name of the owner in the last poll that listed it; empty if it has none or it isn't known
 * @param index of the pixel, row-major, plus {@code page * pixels of the panel}
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

    /** Makes an assignment for an owner whose name isn't known. */
    public PixelAssignment(String instanceId, int index, Set<String> sources, @Nullable Instant goneSince) {
        this(instanceId, "", index, sources, goneSince);
    }

    /** Makes an assignment for an owner that isn't gone. */
    static PixelAssignment of(PixelOwner pixelOwner, int index) {
        return new PixelAssignment(pixelOwner.id(), pixelOwner.nameOrNothing(), index, pixelOwner.sources(), null);
    }
}
