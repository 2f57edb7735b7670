package dev.lamplighter.window.declare;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a window behaves towards people and at its ends.
 *
 * @param manual what a person's stop inside the window means
 * @param endAction what happens to the instances at the end
 * @param hooks routes at its edges
 * @param maxRuntimeOutside how long an instance may run though no window wants it before an alert asks why; {@link #NEVER}
 *     if nobody is to be told
 * @param check what has to answer before the window counts as ready; null if running machines are enough
 */
public record WindowPolicy(
        ManualStopPolicy manual,
        EndAction endAction,
        Hooks hooks,
        Duration maxRuntimeOutside,
        @Nullable ReadyCheck check) {
    /** No runtime is too long. */
    public static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    public Optional<ReadyCheck> ready() {
        return Optional.ofNullable(check);
    }
}
