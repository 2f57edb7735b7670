package dev.lamplighter.panel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pixel kept for an instance.
 *
 * @param index of the pixel, row-major
 * @param goneSince the first complete poll in which the instance was terminated or no longer listed; null while it lives
 */
public record PixelAssignment(
        String instanceId, int index, @Nullable Instant goneSince) {}
