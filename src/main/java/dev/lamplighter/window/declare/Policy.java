package dev.lamplighter.window.declare;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a window behaves towards people and at its ends.
 *
 * @param manual what a person's stop inside the window means
 * @param then what happens to the instances at the end
 * @param hooks routes at its edges
 * @param check what has to answer before the window counts as ready; null if running machines are enough
 */
public record Policy(
        ManualPolicy manual,
        Then then,
        Hooks hooks,
        @Nullable ReadyCheck check) {
    public Optional<ReadyCheck> ready() {
        return Optional.ofNullable(check);
    }
}
