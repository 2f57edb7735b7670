package dev.lamplighter.window.declare;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names a volume of a launched instance: one that exists and is attached to it, or one that is made with it and goes with it.
 *
 * @param device its name on the instance, for example {@code /dev/sdf}
 * @param id of one that exists; null for one that is made
 * @param sizeGib of one that is made; 0 for one that exists
 */
public record SlotVolume(String device, @Nullable String id, int sizeGib) {
    public SlotVolume {
        if ((id == null) == (sizeGib == 0)) {
            throw new IllegalArgumentException("a volume exists, or has a size");
        }
    }

    /** The id of one that exists. */
    public Optional<String> existing() {
        return Optional.ofNullable(id);
    }
}
